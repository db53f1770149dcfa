import { membersOf } from '../../sites/members';
import { parentOf, shadowOf } from '../../sites/shadow';
import type { ScannedTile } from '../../sites/site';
import { paintOf } from './paint-of';
import { paintsAbove } from './paint-order';
import type { Rect } from './placement';

/** Of the light of what lies below, how much must come through for it to count as seen. */
const SEEN = 0.5;
/** Pixels: lower things over a tile are name tags and buttons, as tiles have them themselves. */
const LOW = 48;
/** Pixels between two points that are looked at, and the most in a row of them. */
const STEP = 60;
const MOST = 5;

/**
 * Whether other things of the page lie over places of a tile: dialogs, panels, another tile. What is transparent there
 * does not count, nor what belongs to the tile. Meant for one moment: make a new one for the next.
 * Not seen: what lets clicks through (`pointer-events: none`), and what the page around a frame lays over it.
 */
export class Cover {
  private readonly full = fullscreenElement();
  private readonly paints = new Map<Element, number>();

  /** Whether any point of a place in the window is covered. */
  hides({ element, source }: ScannedTile, place: Rect): boolean {
    const own = source ?? element;
    if (this.full && !isWithin(own, this.full) && !isWithin(this.full, element)) return true;
    const hittable = getComputedStyle(own).pointerEvents !== 'none';
    return points(place).some(([x, y]) => this.hidesAt(element, own, hittable, x, y));
  }

  private hidesAt(tile: Element, own: Element, hittable: boolean, x: number, y: number): boolean {
    const top = membersOf(document).elementFromPoint(x, y);
    // Mostly nothing lies over a tile.
    if (top && !shadowOf(top) && belongs(top, tile, own)) return false;
    let light = 1;
    for (const element of stackAt(document, x, y)) {
      if (belongs(element, tile, own)) return false;
      // Where clicks go through the tile, what is below it is in the stack too.
      if (!hittable && !paintsAbove(element, own)) continue;
      light *= 1 - this.paint(element, x, y);
      if (light < SEEN) return true;
    }
    return false;
  }

  private paint(element: Element, x: number, y: number): number {
    if (membersOf(element).getBoundingClientRect().height < LOW) return 0;
    if (element instanceof HTMLCanvasElement || membersOf(element).matches(':modal')) return paintOf(element, x, y);
    const known = this.paints.get(element) ?? paintOf(element, x, y);
    this.paints.set(element, known);
    return known;
  }
}

/** The element in full screen, also where it is in a shadow root. */
export function fullscreenElement(): Element | null {
  let found = membersOf(document).fullscreenElement;
  while (found) {
    const inner: Element | null = shadowOf(found)?.fullscreenElement ?? null;
    if (!inner) break;
    found = inner;
  }
  return found;
}

/** Whether one is the other or in it, out of shadow roots too. */
export function isWithin(inner: Element, outer: Element): boolean {
  for (let node: Element | null = inner; node; node = parentOf(node)) if (node === outer) return true;
  return false;
}

/** The tile's own parts, and whatever holds it. A dialog in the tile's element is neither. */
function belongs(element: Element, tile: Element, own: Element): boolean {
  if (isWithin(own, element)) return true;
  if (!isWithin(element, tile)) return false;
  const layer = membersOf(element).closest(':modal, :popover-open');
  return !layer || !isWithin(layer, tile) || isWithin(own, layer);
}

/** Everything at a point that clicks can meet, the topmost first, inside of shadow roots too. */
function* stackAt(root: Document | ShadowRoot, x: number, y: number): Generator<Element> {
  for (const element of membersOf(root).elementsFromPoint(x, y)) {
    if (membersOf(element).getRootNode() !== root) continue;
    const shadow = shadowOf(element);
    if (shadow) yield* stackAt(shadow, x, y);
    yield element;
  }
}

function points({ x, y, width, height }: Rect): [number, number][] {
  const steps = (length: number) => Math.min(MOST, Math.ceil(length / STEP) + 1);
  const along = (from: number, length: number) => {
    const count = steps(length);
    return Array.from({ length: count }, (_, i) => from + 1 + ((length - 2) * i) / (count - 1));
  };
  return along(x, width).flatMap((px) => along(y, height).map((py): [number, number] => [px, py]));
}
