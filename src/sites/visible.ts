import { membersOf } from './members';
/**
 * Whether the page shows an element at all: laid out, not hidden, not transparent. Scrolled away counts as shown, and so
 * does everything in a background tab.
 * @param minArea in square CSS pixels
 */
export function isShown(element: Element, minArea = 1): boolean {
  return areaOf(element) >= minArea && isRendered(element);
}

/** Whether {@link isShown}, as far as styles tell: an element without any area is rendered too. Lays out nothing. */
export function isRendered(element: Element): boolean {
  return membersOf(element).checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/** Square CSS pixels on screen. */
export function areaOf(element: Element): number {
  const { width, height } = membersOf(element).getBoundingClientRect();
  return width * height;
}
