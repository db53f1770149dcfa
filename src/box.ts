/** A rectangle and what two have in common. Whose units they are in, whoever holds them says. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What all boxes have in common; null where that is nothing. */
export function intersection(...boxes: readonly [Box, ...Box[]]): Box | null {
  const x = Math.max(...boxes.map((box) => box.x));
  const y = Math.max(...boxes.map((box) => box.y));
  const width = Math.min(...boxes.map((box) => box.x + box.width)) - x;
  const height = Math.min(...boxes.map((box) => box.y + box.height)) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

export const area = ({ width, height }: Size): number => width * height;

/** Intersection over union, 0 to 1. */
export function overUnion(a: Box, b: Box): number {
  const both = shared(a, b);
  return both === 0 ? 0 : both / (area(a) + area(b) - both);
}

/** What two boxes share, as a part of the smaller, 0 to 1. */
export function overSmaller(a: Box, b: Box): number {
  const both = shared(a, b);
  return both === 0 ? 0 : both / Math.min(area(a), area(b));
}

/** The area that two have in common. */
function shared(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

/** A part of something, as fractions of it. */
export const fractionsOf = (part: Box, whole: Box): Box => ({
  x: (part.x - whole.x) / whole.width,
  y: (part.y - whole.y) / whole.height,
  width: part.width / whole.width,
  height: part.height / whole.height,
});

/** In whole pixels, each side 1 or more: made smaller, and never larger, until the longer side is so long at most. */
export function sizeWithin({ width, height }: Size, longest: number): Size {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
