import type { Corner } from '../../badge-style';
import { intersection, type Size } from '../../box';
import type { Rect } from './placement';

/** Pixels between a label and whatever it must not touch. */
const GAP = 3;
/** … and the tile's edge: of the tile's height, and at the most in pixels. */
const MARGIN = { share: 0.04, most: 8 };
/** A label stays where it was beside its face until a place this much nearer to the usual one is free. */
const LOYALTY = 24;
/** Room that a fuller form must have to spare, for labels not to flicker between two forms. */
const SPARE = 8;

/** Where a label stands: its form (an index into its sizes) and its rectangle. */
export interface PlacedLabel {
  readonly form: number;
  readonly rect: Rect;
}

/** A label that looks for a place. */
export interface WantedLabel {
  readonly id: string;
  /** Its size in each form, the fullest first. */
  readonly sizes: readonly Size[];
  /** The face that it must stand next to; null: anywhere in the tile, at best in its corner. */
  readonly face: Rect | null;
  /** Where it stood before: its corner from its face's, or from the tile's. */
  readonly last: { readonly form: number; readonly dx: number; readonly dy: number } | null;
}

/** A tile with its labels; all places in pixels of the page. */
export interface TileToLabel {
  /** The part of the tile that shows. */
  readonly frame: Rect;
  /** Where a label that belongs to no face stands; the upper left where left out. */
  readonly corner?: Corner;
  readonly faces: readonly Rect[];
  readonly labels: readonly WantedLabel[];
}

/**
 * Places labels so that none covers another, a face's box of any tile, or what is `taken`; each within its own tile. All
 * labels of a tile have the fullest form in which every one finds room. Where even the smallest form leaves some without,
 * those are left out: their faces keep their coloured box.
 *
 * @returns places by id, in the same pixels; labels without room are missing.
 */
export function placeLabels(tiles: readonly TileToLabel[], taken: readonly Rect[] = []): Map<string, PlacedLabel> {
  const faces = tiles.flatMap((tile) => tile.faces.flatMap((face) => intersection(face, tile.frame) ?? []));
  const obstacles = [...taken, ...faces];
  const placed = new Map<string, PlacedLabel>();
  for (const tile of tiles) {
    const near = obstacles.filter((obstacle) => intersection(obstacle, tile.frame) !== null);
    for (const [id, label] of placeInTile(tile, near)) {
      placed.set(id, label);
      obstacles.push(label.rect);
    }
  }
  return placed;
}

function placeInTile(tile: TileToLabel, obstacles: readonly Rect[]): Map<string, PlacedLabel> {
  const forms = Math.max(0, ...tile.labels.map(({ sizes }) => sizes.length));
  let placed = new Map<string, PlacedLabel>();
  for (let form = 0; form < forms; form++) {
    placed = placeInForm(tile, obstacles, form);
    if (placed.size === tile.labels.length) break;
  }
  return placed;
}

function placeInForm(
  { frame, corner = 'top left', faces, labels }: TileToLabel,
  obstacles: readonly Rect[],
  form: number,
) {
  const placed = new Map<string, PlacedLabel>();
  const taken = [...obstacles];
  for (const label of labels) {
    const size = label.sizes[Math.min(form, label.sizes.length - 1)]!;
    const spare = label.last && form < label.last.form ? SPARE : 0;
    const others = faces.filter((face) => face !== label.face);
    const rect = bestPlace(label, size, spare, frame, corner, taken, others);
    if (!rect) continue;
    placed.set(label.id, { form, rect });
    taken.push(rect);
  }
  return placed;
}

/**
 * The free place nearest to where the label belongs. Candidates touch the tile's edges or obstacles: where any place is
 * free, one of these is, because a free rectangle can be pushed left and up until it touches something.
 */
function bestPlace(
  { face, last }: WantedLabel,
  { width, height }: Size,
  spare: number,
  frame: Rect,
  corner: Corner,
  obstacles: readonly Rect[],
  others: readonly Rect[],
): Rect | null {
  /** What must be free. */
  const size = { width: width + spare, height };
  const margin = Math.min(MARGIN.most, frame.height * MARGIN.share);
  const left = frame.x + margin;
  const top = frame.y + margin;
  const right = frame.x + frame.width - margin - size.width;
  const bottom = frame.y + frame.height - margin - size.height;
  if (right < left || bottom < top) return null;
  const home = face
    ? { x: face.x, y: face.y - GAP - size.height }
    : { x: isRight(corner) ? right : left, y: isBottom(corner) ? bottom : top };
  const hangs = face ? 'top left' : corner;
  const from = anchor(face ?? frame, hangs);
  const before = last && {
    x: from.x + last.dx - (isRight(hangs) ? size.width : 0),
    y: from.y + last.dy - (isBottom(hangs) ? size.height : 0),
  };
  const xs = [left, right, home.x, ...obstacles.flatMap((o) => [o.x + o.width + GAP, o.x - GAP - size.width])];
  const ys = [top, bottom, home.y, ...obstacles.flatMap((o) => [o.y + o.height + GAP, o.y - GAP - size.height])];
  const distance = (x: number, y: number) => Math.abs(x - home.x) + Math.abs(y - home.y);
  const candidates = xs.flatMap((x) => ys.map((y) => ({ x, y, cost: distance(x, y) })));
  if (before) candidates.push({ ...before, cost: distance(before.x, before.y) - LOYALTY });
  const fits = ({ x, y }: { x: number; y: number }) => {
    if (x < left || x > right || y < top || y > bottom) return false;
    const rect = { x, y, ...size };
    if (obstacles.some((obstacle) => touches(rect, obstacle))) return false;
    if (!face) return true;
    // Whose label it is must be plain.
    const label = { x, y, width, height };
    const own = distanceBetween(label, face);
    return others.every((other) => distanceBetween(label, other) >= own);
  };
  const best = candidates.sort((a, b) => a.cost - b.cost).find(fits);
  return best ? { x: best.x, y: best.y, width, height } : null;
}

/** A corner of a rectangle. */
export function anchor({ x, y, width, height }: Rect, corner: Corner): { readonly x: number; readonly y: number } {
  return { x: isRight(corner) ? x + width : x, y: isBottom(corner) ? y + height : y };
}

function isRight(corner: Corner): boolean {
  return corner.endsWith('right');
}

function isBottom(corner: Corner): boolean {
  return corner.startsWith('bottom');
}

/** Whether a label is nearer to an obstacle than the gap between them; a hair less, for sums that are not exact. */
function touches(a: Rect, b: Rect): boolean {
  const gap = GAP - 0.01;
  return (
    a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap
  );
}

function distanceBetween(a: Rect, b: Rect): number {
  const x = Math.max(a.x - b.x - b.width, b.x - a.x - a.width, 0);
  const y = Math.max(a.y - b.y - b.height, b.y - a.y - a.height, 0);
  return Math.hypot(x, y);
}
