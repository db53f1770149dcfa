/**
 * The element's shadow root, closed ones included: a content script may look into them.
 * https://developer.chrome.com/docs/extensions/reference/api/dom
 */
export function shadowOf(element: Element): ShadowRoot | null {
  if (element.shadowRoot) return element.shadowRoot;
  if (typeof chrome === 'undefined' || !chrome.dom || !(element instanceof HTMLElement)) return null;
  return (chrome.dom.openOrClosedShadowRoot(element) as ShadowRoot | null | undefined) ?? null;
}

/** Matches in the document and in the shadow roots of its custom elements, at any depth. */
export function deepQuery(root: ParentNode, css: string): Element[] {
  const found = [...root.querySelectorAll(css)];
  for (const element of root.querySelectorAll('*')) {
    // Calls build their tiles of custom elements, and looking into every <div> would cost more than the scan itself.
    const shadow = element.localName.includes('-') ? shadowOf(element) : null;
    if (shadow) found.push(...deepQuery(shadow, css));
  }
  return found;
}

/** Parent in the flat sense: out of a shadow root to its host. */
export function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
