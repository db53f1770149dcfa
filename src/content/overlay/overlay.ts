import { Budget } from '../budget';
import { GLIDE } from './box-motion';
import { Cover, fullscreenElement } from './cover';
import { Host } from './host';
import { type PlacedLabel, placeLabels } from './label-placement';
import type { Notice } from './labels';
import { NoticeLine } from './notice-line';
import { Occlusion } from './occlusion';
import { OVERLAY_STYLE, type OverlayStyle } from './overlay-style';
import { Rects } from './surface';
import { type TileState, TileView } from './tile-view';

/** Of the main thread's time, for following tiles that move. */
const SHARE = 0.01;
/** Milliseconds that a badge may lag behind its tile at most; of many, each is small and the page has enough to do. */
const LAG = { few: 100, crowd: 400 };
const CROWD = 20;
/** What lies over the tiles: of the main thread's time, milliseconds between two rounds, and animation frames of a round. */
const COVER = { share: 0.005, least: 200, most: 1000, frames: 4 };
/** Milliseconds between two looks for dialogs with tiles in them. */
const LAYERS = 200;

/** Of who wants no motion the boxes jump, and are where they jump to at once. */
const REDUCED = '(prefers-reduced-motion: reduce)';

/** The line that says that Facet reads, badges and face boxes, from its making until the signal aborts. */
export class Overlay {
  private readonly host: Host;
  private readonly notice: NoticeLine;
  /** Of the line, which nothing of the overlay covers. */
  private readonly occlusion: Occlusion;
  private readonly views = new Map<string, TileView>();
  private readonly budget = new Budget(SHARE);
  private readonly coverBudget = new Budget(COVER.share);
  private readonly reduced = matchMedia(REDUCED);
  private coveredAt = Number.NEGATIVE_INFINITY;
  /** Tiles whose turn in this round is to come, so many an animation frame, and what the round took so far, milliseconds. */
  private round = { ids: [] as string[], each: 0, cost: 0 };
  private layersAt = Number.NEGATIVE_INFINITY;
  /** Elements of the top layer with tiles in them, over which the overlay was put. */
  private layers = new Set<Element>();
  /** What was seen last, and what followed from it. */
  private measured = '';
  private shownStyle = '';
  private placed: ReadonlyMap<string, PlacedLabel> = new Map();

  /** @param stop is called when the user wants that nothing is read any more. */
  constructor(stop: () => void, signal: AbortSignal) {
    this.host = new Host(signal);
    this.notice = new NoticeLine(stop, signal);
    this.host.stage.append(this.notice.node, this.notice.button);
    this.occlusion = new Occlusion(this.notice.button, signal);
    const frame = () => {
      if (signal.aborted) return;
      // Asked for first: what goes wrong in one frame must not end all that would follow.
      requestAnimationFrame(frame);
      this.frame();
    };
    requestAnimationFrame(frame);
  }

  /** Shows what is known now; views of tiles that are no longer there go. */
  showTiles(tiles: readonly TileState[], notice: Notice, style: OverlayStyle = OVERLAY_STYLE): void {
    const now = performance.now();
    this.host.restore(now);
    if (this.occlusion.mayTry(now)) this.host.raise();
    this.notice.show(notice);
    const wanted = JSON.stringify(style);
    if (wanted !== this.shownStyle) this.clear();
    this.shownStyle = wanted;
    const ids = new Set(tiles.map(({ id }) => id));
    for (const [id, view] of this.views) {
      if (ids.has(id)) continue;
      view.node.remove();
      this.views.delete(id);
    }
    for (const tile of tiles) {
      const view = this.views.get(tile.id);
      if (view) view.show(tile);
      else this.add(tile, style);
    }
    if ([...this.views.values()].some(({ hasNews }) => hasNews)) this.budget.hurry();
  }

  /** Whether the page hides the overlay, covers its line, or takes it away again and again. */
  get isHidden(): boolean {
    const now = performance.now();
    return this.host.isHidden(now) || this.occlusion.isLost(now);
  }

  private clear(): void {
    for (const { node } of this.views.values()) node.remove();
    this.views.clear();
  }

  private add(tile: TileState, style: OverlayStyle): void {
    const view = new TileView(tile, style);
    this.views.set(tile.id, view);
    // Below the notice.
    this.host.stage.prepend(view.node);
  }

  /** Reads all places first and writes after, so that the page is laid out once. */
  private frame(): void {
    const now = performance.now();
    if (!this.budget.isDue(now)) return;
    const full = fullscreenElement();
    this.stayOnTop(full, now);
    this.notice.fit();
    const rects = new Rects();
    const glide = this.reduced.matches ? 0 : GLIDE;
    const seen = [...this.views].map(([, view]) => view.measure(rects, now, full, glide));
    const wanted = [...this.views].flatMap(([id, view]) => view.wanted(id) ?? []);
    this.host.unzoom();
    const measured = JSON.stringify([seen, wanted.map(({ labels }) => labels.map(({ id, sizes }) => [id, sizes]))]);
    const isNew = measured !== this.measured;
    if (isNew) this.placed = placeLabels(wanted, [this.notice.rect]);
    this.measured = measured;
    const uncovered = this.uncover(now);
    for (const [id, view] of this.views) if (isNew || uncovered || view.isStale) view.draw(id, this.placed);
    const end = performance.now();
    this.budget.spend(end, end - now, this.views.size < CROWD ? LAG.few : LAG.crowd);
  }

  /** Looks at what lies over some of the tiles. @returns whether any was looked at. */
  private uncover(now: number): boolean {
    if (this.round.ids.length === 0 && now - this.coveredAt >= COVER.least && this.coverBudget.isDue(now)) {
      this.coveredAt = now;
      this.round = { ids: [...this.views.keys()], each: Math.ceil(this.views.size / COVER.frames), cost: 0 };
    }
    const due = new Set(this.round.ids.splice(0, this.round.each));
    const views = [...this.views].filter(([id, view]) => due.has(id) || view.isFresh);
    if (views.length === 0) return false;
    const cover = new Cover();
    const began = performance.now();
    for (const [id, view] of views) view.uncover(cover, id, this.placed);
    const end = performance.now();
    this.round.cost += end - began;
    if (due.size > 0 && this.round.ids.length === 0) this.coverBudget.spend(end, this.round.cost, COVER.most);
    return true;
  }

  /** Above the full screen, and above a dialog in which there are tiles, however late it came. */
  private stayOnTop(full: Element | null, now: number): void {
    if (now - this.layersAt < LAYERS && (!full || this.layers.has(full))) return;
    this.layersAt = now;
    const layers = new Set([...this.views.values()].flatMap(({ layer }) => layer ?? []));
    if (full) layers.add(full);
    const isNew = [...layers].some((layer) => !this.layers.has(layer));
    if (isNew || layers.size < this.layers.size) this.coveredAt = Number.NEGATIVE_INFINITY;
    if (isNew) this.host.raise();
    this.layers = layers;
  }
}
