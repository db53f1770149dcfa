import type { CameraState } from '../../camera';
import type { Classes } from '../../classes';
import type { FaceReading, TileReading } from '../../engine/types';
import { membersOf } from '../../sites/members';
import { parentOf } from '../../sites/shadow';
import type { LiveTile } from '../tiles';
import { BoxMotion, type SeenBox } from './box-motion';
import { type Cover, isWithin } from './cover';
import { anchor, type PlacedLabel, type TileToLabel, type WantedLabel } from './label-placement';
import { faceLabel, faceName, faceStyle, type Label, tileLabel } from './labels';
import { formsOf, hasBoxes, type OverlayStyle } from './overlay-style';
import { Pill } from './pill';
import { nest, placePart, type Rect } from './placement';
import { scaleFor } from './scale';
import { type Rects, type Surface, sizeOf, surfaceOf } from './surface';

/** A tile with what is known of it now. */
export interface TileState extends LiveTile {
  readonly camera: CameraState;
  /** null where there is none, or none that is recent. */
  readonly reading: TileReading | null;
  /** What the model that reads tells apart. */
  readonly classes: Classes;
}

/** Milliseconds after which a tile's styles are read again, where not too many are at once. */
const SURFACE_AGE = 1000;
/** Of a label's offset from its face: from so many pixels on it jumps there, so as not to glide across something. */
const JUMP = 4;

/** Where a tile is in this animation frame; null where nothing of it is to be seen. */
export interface Seen {
  readonly visible: Rect;
  readonly faces: readonly { readonly number: number; readonly rect: Rect }[];
}

interface Pinned {
  readonly pill: Pill;
  label: Label;
  who: string;
  last: WantedLabel['last'];
}

/** The tile's own badge; faces count from 1. */
const BADGE = 0;

/** One tile's badge, face boxes and their labels: `measure` reads the page, `draw` writes the overlay. */
export class TileView {
  readonly node = membersOf(document).createElement('div');
  /** By the face's number, so that a box stays with its face. */
  private readonly boxes = new Map<number, HTMLElement>();
  private readonly labels = new Map<number, Pinned>();
  /** How each face moves, by its number. */
  private readonly motions = new Map<number, BoxMotion>();
  /** Labels and boxes over which something of the page lies, by number. */
  private covered: { readonly labels: Set<number>; readonly boxes: Set<number> } | null = null;
  private surface: { of: TileState['tile']; at: number; value: Surface } | null = null;
  private seen: Seen | null = null;
  /** A label came that no animation frame has shown yet. */
  hasNews = false;

  constructor(
    private state: TileState,
    private readonly style: OverlayStyle,
  ) {
    this.node.className = 'tile';
    this.fill(state);
  }

  /** Takes over what is known now. */
  show(state: TileState): void {
    const { camera, reading, name } = this.state;
    const isNew = state.camera !== camera || state.reading !== reading || state.name !== name;
    this.state = state;
    if (isNew) this.fill(state);
  }

  private fill({ camera, reading, name, classes }: TileState): void {
    const faces = camera === 'on' && reading ? reading.faces : [];
    const badge = tileLabel(camera, reading, classes);
    const said = new Map<number, [label: Label, who: string]>();
    if (badge) said.set(BADGE, [badge, '']);
    else for (const face of faces) said.set(face.face, [faceLabel(face, classes), faceName(name, face)]);
    drop(this.labels, said, ({ pill }) => pill.node.remove());
    for (const [number, [label, who]] of said) this.say(number, label, who);
    const shown = new Map(faces.map(({ face }) => [face, null]));
    drop(this.boxes, shown, (node) => node.remove());
    drop(this.motions, shown, () => {});
    for (const { face, box } of faces) this.see(face, { box, time: reading!.time });
    if (hasBoxes(this.style)) for (const face of faces) this.box(face, classes);
  }

  /** @param glide milliseconds that a box takes to its next place. */
  measure(rects: Rects, now: number, full: Element | null, glide: number): Seen | null {
    this.hasNews = false;
    this.seen = this.find(rects, now, full, glide);
    return this.seen;
  }

  /** What is to be labelled; only after `measure` saw something. */
  wanted(id: string): TileToLabel | null {
    if (!this.seen) return null;
    const { visible, faces } = this.seen;
    const rects = new Map(faces.map(({ number, rect }) => [number, rect]));
    const labels = [...this.labels].flatMap(([number, { pill, label, who, last }]): WantedLabel[] => {
      const face = rects.get(number) ?? null;
      if (number !== BADGE && !face) return [];
      const scale = scaleFor(visible, number === BADGE && !this.style.isCalm, this.style.badgeSize);
      return [{ id: `${id} ${number}`, sizes: pill.say(label, who, this.state.name, scale), face, last }];
    });
    return { frame: visible, corner: this.style.corner, faces: faces.map(({ rect }) => rect), labels };
  }

  /** Whether a label says something else than it shows. */
  get isStale(): boolean {
    return [...this.labels.values()].some(({ pill }) => pill.isStale && !pill.node.hidden);
  }

  /** Looks what the page lays over the tile's labels and boxes now. */
  uncover(cover: Cover, id: string, placed: ReadonlyMap<string, PlacedLabel>): void {
    const covered = { labels: new Set<number>(), boxes: new Set<number>() };
    for (const { number, rect } of this.seen?.faces ?? []) {
      if (this.boxes.has(number) && cover.hides(this.state.tile, rect)) covered.boxes.add(number);
    }
    for (const number of this.labels.keys()) {
      const rect = placed.get(`${id} ${number}`)?.rect;
      // A face that is covered shows nothing, also where its label would be free.
      if (covered.boxes.has(number) || (rect && cover.hides(this.state.tile, rect))) covered.labels.add(number);
    }
    this.covered = covered;
  }

  /** Whether it was never looked at what lies over it. */
  get isFresh(): boolean {
    return this.covered === null;
  }

  draw(id: string, placed: ReadonlyMap<string, PlacedLabel>): void {
    const { seen, covered } = this;
    this.node.hidden = seen === null;
    if (!seen) return;
    const { visible } = seen;
    place(this.node, visible);
    const rects = new Map(seen.faces.map(({ number, rect }) => [number, rect]));
    for (const [number, box] of this.boxes) {
      const rect = rects.get(number);
      box.hidden = !rect || !!covered?.boxes.has(number);
      if (rect) place(box, inTile(rect, visible));
    }
    for (const [number, pinned] of this.labels) {
      const at = placed.get(`${id} ${number}`);
      const { pill } = pinned;
      pill.node.hidden = !at || !!covered?.labels.has(number);
      if (!at) continue;
      pill.draw(at.form);
      const face = rects.get(number);
      const corner = face ? 'top left' : this.style.corner;
      const [from, to] = [anchor(face ?? visible, corner), anchor(at.rect, corner)];
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const { last } = pinned;
      const jumps = !last || Math.abs(last.dx - dx) > JUMP || Math.abs(last.dy - dy) > JUMP;
      pill.node.classList.toggle('jumps', jumps);
      pinned.last = { form: at.form, dx, dy };
      pill.node.style.transform = shift(inTile(at.rect, visible));
    }
  }

  private find(rects: Rects, now: number, full: Element | null, glide: number): Seen | null {
    const { tile, camera, reading } = this.state;
    const isEmpty = this.labels.size === 0 && this.boxes.size === 0;
    if (isEmpty || !membersOf(tile.element).isConnected) return null;
    const { clippers, fitting } = this.surfaceNow(rects, now);
    // The part of a tile that is in full screen has left its place, and what clipped it there.
    const isPart = full !== null && full !== tile.element && isWithin(full, tile.element);
    const within = full ? clippers.filter((clipper) => clipper !== full && isWithin(clipper, full)) : clippers;
    const visible = rects.visible(isPart ? full : tile.element, within);
    if (!visible) return null;
    const { source, region } = tile;
    if (!source || !fitting || camera !== 'on' || !reading) return { visible, faces: [] };
    const rect = rects.of(source);
    const size = sizeOf(source);
    const fitted = { ...fitting, layoutWidth: source.offsetWidth };
    if (size.width === 0 || size.height === 0) return { visible, faces: [] };
    const faces = [...this.motions].map(([number, motion]) => {
      const box = motion.towards(now, glide);
      return { number, rect: placePart(region ? nest(box, region) : box, rect, size, fitted) };
    });
    return { visible, faces };
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

  private see(number: number, newest: SeenBox): void {
    const motion = this.motions.get(number);
    if (motion) motion.see(newest);
    else this.motions.set(number, new BoxMotion(newest));
  }

  private say(number: number, label: Label, who: string): void {
    const known = this.labels.get(number);
    if (known) {
      Object.assign(known, { label, who });
      return;
    }
    const pill = new Pill(number === BADGE ? 'badge' : 'of-face', formsOf(this.style), !this.style.isCalm);
    this.node.append(pill.node);
    this.labels.set(number, { pill, label, who, last: null });
    this.hasNews = true;
  }

  private box(face: FaceReading, classes: Classes): void {
    const node = this.boxes.get(face.face) ?? this.addBox(face.face);
    const { color, tone } = faceStyle(face, classes);
    // No custom property: the page can say what one may hold, of ours too (`@property`).
    node.style.borderColor = color;
    node.classList.toggle('unsure', tone === 'unsure');
  }

  private addBox(number: number): HTMLElement {
    const node = membersOf(document).createElement('div');
    node.className = 'face';
    // Until it has a place: what was not shown does not glide there.
    node.hidden = true;
    this.node.prepend(node);
    this.boxes.set(number, node);
    return node;
  }

  /** The element of the top layer that the tile is in; null where it is in none. */
  get layer(): Element | null {
    for (let node: Element | null = this.state.tile.element; node; node = parentOf(node)) {
      if (membersOf(node).matches(':modal, :popover-open')) return node;
    }
    return null;
  }
}

function drop<T>(from: Map<number, T>, keep: ReadonlyMap<number, unknown>, remove: (value: T) => void): void {
  for (const [number, value] of from) {
    if (keep.has(number)) continue;
    remove(value);
    from.delete(number);
  }
}

function inTile(rect: Rect, tile: Rect): Rect {
  return { ...rect, x: rect.x - tile.x, y: rect.y - tile.y };
}

function shift({ x, y }: Rect): string {
  return `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
}

/** Written only where it changed: most animation frames move nothing. */
function place(node: HTMLElement, rect: Rect): void {
  const [transform, width, height] = [shift(rect), `${rect.width.toFixed(1)}px`, `${rect.height.toFixed(1)}px`];
  if (node.style.transform !== transform) node.style.transform = transform;
  if (node.style.width !== width) node.style.width = width;
  if (node.style.height !== height) node.style.height = height;
}
