import { Budget } from '../budget';
import { Host } from './host';
import { element } from './label-node';
import type { Notice } from './labels';
import { Rects } from './surface';
import { type TileState, TileView } from './tile-view';

/** Of the main thread's time, for following tiles that move. */
const SHARE = 0.01;
/** Milliseconds that a badge may lag behind its tile at most; of many, each is small and the page has enough to do. */
const LAG = { few: 100, crowd: 400 };
const CROWD = 20;

/** Badges and face boxes on the call page, from its making until the signal aborts; then no node of it is left. */
export class Overlay {
  private readonly host: Host;
  private readonly notice = element('div', 'notice');
  private readonly noticeText = element('span', '');
  private readonly views = new Map<string, TileView>();
  private readonly budget = new Budget(SHARE);

  constructor(signal: AbortSignal) {
    this.host = new Host(signal);
    this.notice.append(this.noticeText);
    this.host.root.append(this.notice);
    const frame = () => {
      if (signal.aborted) return;
      this.frame();
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  /** Shows what is known now; views of tiles that are no longer there go. */
  update(tiles: readonly TileState[], { text, tone }: Notice): void {
    this.host.attach();
    this.noticeText.textContent = text;
    this.notice.className = `notice ${tone}`;
    const ids = new Set(tiles.map(({ id }) => id));
    for (const [id, view] of this.views) {
      if (ids.has(id)) continue;
      view.node.remove();
      this.views.delete(id);
    }
    for (const tile of tiles) {
      const view = this.views.get(tile.id);
      if (view) view.show(tile);
      else this.add(tile);
    }
  }

  private add(tile: TileState): void {
    const view = new TileView(tile);
    this.views.set(tile.id, view);
    // Below the notice.
    this.host.root.prepend(view.node);
  }

  /** Reads all places first and writes after, so that the page is laid out once. */
  private frame(): void {
    const now = performance.now();
    if (!this.budget.isDue(now)) return;
    const rects = new Rects();
    const placements = [...this.views.values()].map((view) => ({ view, placement: view.measure(rects, now) }));
    for (const { view, placement } of placements) view.draw(placement);
    const end = performance.now();
    this.budget.spend(end, end - now, this.views.size < CROWD ? LAG.few : LAG.crowd);
  }
}
