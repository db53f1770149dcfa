import { membersOf } from './members';
import type { Selector } from './site';

/** More than any call shows, and more people than are read: a page that makes up thousands must not stop its own tab with us. */
export const MOST = 1500;

/** Matches of the first selector that has any, in document order, at most {@link MOST}. */
export function all(root: ParentNode, selectors: readonly Selector[]): Element[] {
  for (const { css } of selectors) {
    const found = membersOf(root).querySelectorAll(css);
    if (found.length > 0) return [...found].slice(0, MOST);
  }
  return [];
}

/** First match of the first selector that has any. */
export function first(root: ParentNode, selectors: readonly Selector[]): Element | null {
  for (const { css } of selectors) {
    const found = membersOf(root).querySelector(css);
    if (found) return found;
  }
  return null;
}

/** Whether the element lies within a match of any of the selectors, or is one. */
export function within(element: Element, selectors: readonly Selector[]): boolean {
  return selectors.some(({ css }) => membersOf(element).closest(css) !== null);
}
