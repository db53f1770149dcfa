import { intersection, type Size } from '../../box';
import { membersOf } from '../../sites/members';
import { flipOf } from '../../sites/mirror';
import { parentOf } from '../../sites/shadow';
import type { PixelSource, ScannedTile } from '../../sites/site';
import { type Fitting, type ObjectFit, parsePosition, type Rect } from './placement';

/** What a tile's place on screen follows from and that rarely changes: its styles and the ancestors that clip it. */
export interface Surface {
  readonly clippers: readonly Element[];
  readonly fitting: Omit<Fitting, 'layoutWidth'> | null;
}

/** Reads styles of the tile and of all its ancestors: dear. */
export function surfaceOf({ element, source }: ScannedTile): Surface {
  return { clippers: clippersOf(element), fitting: source && fittingOf(source) };
}

/** Tiles whose styles are read again in one animation frame: that costs as much as ten looks at a place. */
const RENEWALS = 2;

/** Rectangles of elements, read once per animation frame however many tiles share an ancestor. */
export class Rects {
  private readonly rects = new Map<Element, Rect>();
  private renewals = RENEWALS;

  /** Whether one more tile's styles may be read again in this animation frame. */
  mayRenew(): boolean {
    return this.renewals-- > 0;
  }

  of(element: Element): Rect {
    const known = this.rects.get(element);
    if (known) return known;
    const { x, y, width, height } = membersOf(element).getBoundingClientRect();
    const rect = { x, y, width, height };
    this.rects.set(element, rect);
    return rect;
  }

  /** The part of an element that neither ancestors nor the window cut off. */
  visible(element: Element, clippers: readonly Element[]): Rect | null {
    const window = { x: 0, y: 0, width: innerWidth, height: innerHeight };
    return intersection(this.of(element), window, ...clippers.map((clipper) => this.of(clipper)));
  }
}

/** In the source's own pixels; 0 × 0 of a video that has no picture yet. */
export function sizeOf(source: PixelSource): Size {
  return source instanceof HTMLVideoElement
    ? { width: source.videoWidth, height: source.videoHeight }
    : { width: source.width, height: source.height };
}

function fittingOf(source: PixelSource): Surface['fitting'] {
  const style = getComputedStyle(source);
  const px = (value: string) => Number.parseFloat(value) || 0;
  return {
    fit: style.objectFit as ObjectFit,
    ...parsePosition(style.objectPosition),
    flip: flipOf(source),
    insets: {
      left: px(style.borderLeftWidth) + px(style.paddingLeft),
      top: px(style.borderTopWidth) + px(style.paddingTop),
      right: px(style.borderRightWidth) + px(style.paddingRight),
      bottom: px(style.borderBottomWidth) + px(style.paddingBottom),
    },
  };
}

/** Ancestors whose overflow cuts the element off; an absolute one is cut by its containing block at the nearest. */
function clippersOf(element: Element): Element[] {
  const found: Element[] = [];
  let { position } = getComputedStyle(element);
  for (let node = parentOf(element); node && node !== membersOf(document).body; node = parentOf(node)) {
    const style = getComputedStyle(node);
    const holds = style.transform !== 'none' || style.contain.includes('paint');
    if (position === 'fixed' && !holds) continue;
    if (position === 'absolute' && style.position === 'static' && !holds) continue;
    if (style.overflow !== 'visible' || holds) {
      if (style.overflow !== 'visible' || style.contain.includes('paint')) found.push(node);
    }
    position = style.position;
  }
  return found;
}
