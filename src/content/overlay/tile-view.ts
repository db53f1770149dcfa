import type { FaceReading, TileReading } from '../../engine/types';
import type { LiveTile } from '../tiles';
import { element, LabelNode } from './label-node';
import { faceLabel, faceName, tileLabel } from './labels';
import { nest, placePart, type Rect } from './placement';
import { type Rects, type Surface, sizeOf, surfaceOf } from './surface';

/** A tile with what is known of it now. */
export interface TileState extends LiveTile {
  readonly camera: 'on' | 'off';
  /** null where there is none, or none that is fresh. */
  readonly reading: TileReading | null;
}

/** Milliseconds after which a tile's styles are read again, where not too many are at once. */
const SURFACE_AGE = 1000;
/** Visible tiles narrower or lower than this, in CSS pixels, get smaller and shorter labels. */
const SMALL = { width: 200, height: 120 };
const TINY = { width: 120, height: 70 };
/** Room that a face's label takes above its box, and the least to the tile's edge. */
const LABEL_HEIGHT = 28;
const MARGIN = 4;
/** Of a face's box, from which its label is placed. */
const BORDER = 2;

interface FaceNode {
  readonly node: HTMLElement;
  readonly label: LabelNode;
}

/** Where things go in this animation frame; null where nothing of the tile is to be seen. */
export interface Placement {
  readonly visible: Rect;
  readonly faces: readonly { readonly number: number; readonly rect: Rect; readonly labelWidth: number }[];
}

/** One tile's badge and face boxes: `measure` reads the page, `draw` writes the overlay. */
export class TileView {
  readonly node = element('div', 'tile');
  private readonly badge = element('div', 'badge');
  private readonly label = new LabelNode();
  /** By the face's number, so that a box stays with its face. */
  private readonly faces = new Map<number, FaceNode>();
  private surface: { of: TileState['tile']; at: number; value: Surface } | null = null;
  /** What `draw` wrote last; null before anything was filled in. */
  private drawn: string | null = null;

  constructor(private state: TileState) {
    this.badge.append(this.label.node);
    this.node.append(this.badge);
    this.show(state);
  }

  /** Takes over what is known now. */
  show(state: TileState): void {
    const { camera, reading, name } = this.state;
    const isNew = this.drawn === null || state.camera !== camera || state.reading !== reading || state.name !== name;
    this.state = state;
    if (isNew) this.fill(state);
  }

  private fill({ camera, reading }: TileState): void {
    const label = tileLabel(camera, reading);
    this.badge.hidden = label === null;
    if (label) this.label.show(label);
    const faces = camera === 'on' && reading ? reading.faces : [];
    const numbers = new Set(faces.map(({ face }) => face));
    for (const [number, { node }] of this.faces) {
      if (numbers.has(number)) continue;
      node.remove();
      this.faces.delete(number);
    }
    for (const face of faces) this.showFace(face, faces.length > 1);
    this.drawn = '';
  }

  measure(rects: Rects, now: number): Placement | null {
    const { tile, camera, reading } = this.state;
    const isEmpty = this.badge.hidden && this.faces.size === 0;
    if (isEmpty || !tile.element.isConnected) return null;
    const { clippers, fitting } = this.surfaceNow(rects, now);
    const visible = rects.visible(tile.element, clippers);
    if (!visible) return null;
    const { source, region } = tile;
    if (!source || !fitting || camera === 'off' || !reading) return { visible, faces: [] };
    const rect = rects.of(source);
    const size = sizeOf(source);
    const fitted = { ...fitting, layoutWidth: source.offsetWidth };
    if (size.width === 0 || size.height === 0) return { visible, faces: [] };
    const faces = reading.faces.map(({ face, box }) => ({
      number: face,
      rect: placePart(region ? nest(box, region) : box, rect, size, fitted),
      labelWidth: reading.faces.length > 1 ? (this.faces.get(face)?.label.node.offsetWidth ?? 0) : 0,
    }));
    return { visible, faces };
  }

  draw(placement: Placement | null): void {
    const key = JSON.stringify(placement);
    if (key === this.drawn) return;
    this.drawn = key;
    this.node.hidden = placement === null;
    if (!placement) return;
    const { visible, faces } = placement;
    place(this.node, visible);
    this.node.classList.toggle('small', visible.width < SMALL.width || visible.height < SMALL.height);
    this.node.classList.toggle('tiny', visible.width < TINY.width || visible.height < TINY.height);
    const byNumber = new Map(faces.map((face) => [face.number, face]));
    for (const [number, { node, label }] of this.faces) {
      const face = byNumber.get(number);
      node.hidden = !face;
      if (!face) continue;
      const inTile = { ...face.rect, x: face.rect.x - visible.x, y: face.rect.y - visible.y };
      place(node, inTile);
      node.classList.toggle('inside', inTile.y < LABEL_HEIGHT);
      // Beside its face, but within the tile: to be seen once its width is known.
      label.node.style.visibility = face.labelWidth > 0 ? '' : 'hidden';
      const furthest = Math.max(MARGIN, visible.width - face.labelWidth - MARGIN);
      label.node.style.left = `${(Math.min(Math.max(inTile.x, MARGIN), furthest) - inTile.x - BORDER).toFixed(1)}px`;
    }
  }

  private surfaceNow(rects: Rects, now: number): Surface {
    const { tile } = this.state;
    const known = this.surface;
    const same = known?.of.element === tile.element && known.of.source === tile.source;
    if (known && same && (now - known.at < SURFACE_AGE || !rects.mayRenew())) return known.value;
    const value = surfaceOf(tile);
    this.surface = { of: tile, at: now, value };
    return value;
  }

  private showFace(face: FaceReading, oneOfSeveral: boolean): void {
    const { node, label } = this.faces.get(face.face) ?? this.addFace(face.face);
    const what = faceLabel(face);
    node.style.setProperty('--color', what.color);
    node.classList.toggle('unsure', what.tone === 'unsure');
    label.node.hidden = !oneOfSeveral;
    if (oneOfSeveral) label.show(what, faceName(this.state.name, face));
  }

  private addFace(number: number): FaceNode {
    const node = element('div', 'face');
    // Until it has a place: what was not shown does not glide there.
    node.hidden = true;
    const label = new LabelNode();
    node.append(label.node);
    this.node.append(node);
    const face = { node, label };
    this.faces.set(number, face);
    return face;
  }
}

function place(node: HTMLElement, { x, y, width, height }: Rect): void {
  node.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
  node.style.width = `${width.toFixed(1)}px`;
  node.style.height = `${height.toFixed(1)}px`;
}
