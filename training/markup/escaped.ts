/** A text as it may stand in HTML and SVG, in an attribute too. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
