import { membersOf } from './members';

/**
 * The element's shadow root, closed ones included: a content script may look into them.
 * https://developer.chrome.com/docs/extensions/reference/api/dom
 * As `chrome.*`: the polyfill's types know no dom, and it refuses to load in a page without an extension.
 */
export function shadowOf(element: Element): ShadowRoot | null {
  // A form has none.
  if (element instanceof HTMLFormElement) return null;
  if (element.shadowRoot) return element.shadowRoot;
  if (typeof chrome === 'undefined' || !chrome.dom || !(element instanceof HTMLElement)) return null;
  return (chrome.dom.openOrClosedShadowRoot(element) as ShadowRoot | null | undefined) ?? null;
}

/** As {@link shadowOf}, but closed roots of custom elements only: to ask for those of every <div> costs more than a scan. */
export function likelyShadowOf(element: Element): ShadowRoot | null {
  if (element instanceof HTMLFormElement) return null;
  return element.shadowRoot ?? (element.localName.includes('-') ? shadowOf(element) : null);
}

/** Matches in the document and in the shadow roots of its custom elements, at any depth. */
export function deepQuery(root: ParentNode, css: string): Element[] {
  const found = [...membersOf(root).querySelectorAll(css)];
  for (const element of membersOf(root).querySelectorAll('*')) {
    const shadow = likelyShadowOf(element);
    if (shadow) found.push(...deepQuery(shadow, css));
  }
  return found;
}

/** Parent in the flat sense: out of a shadow root to its host. */
export function parentOf(element: Element): Element | null {
  const { parentElement } = membersOf(element);
  if (parentElement) return parentElement;
  const root = membersOf(element).getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
