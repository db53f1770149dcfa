import { yieldToEventLoop } from '../event-loop';

/** Milliseconds of work at a stretch. Longer, and messages wait: pictures of other calls, the popup, a stop. */
const STRETCH = 100;

/** Long work in stretches, between which the page's other work gets its turn. */
export class Yielder {
  private began = performance.now();

  /** To be called between two steps; waits only where a stretch is over. */
  async yieldIfDue(): Promise<void> {
    if (performance.now() - this.began < STRETCH) return;
    await yieldToEventLoop();
    this.began = performance.now();
  }
}
