/** Milliseconds over which a picture has to move to count as live. */
const WINDOW = 1000;
/** Milliseconds in which a picture cannot be called frozen yet. */
const PATIENCE = 700;

/**
 * Whether a source still delivers pictures, from the number of frames that it has shown. A track's state does not tell:
 * after a camera goes off it stays live and unmuted, and drawing it gives the last picture (measured on MiroTalk 1.9.11).
 */
export class Freshness {
  private samples: { time: number; count: number }[] = [];

  /** @param needed new frames per second at the least: one may be a straggler. */
  constructor(private readonly needed = 2) {}

  /**
   * @param time milliseconds
   * @param count frames shown since the source began; it falls when a new stream begins.
   */
  note(time: number, count: number): void {
    const last = this.samples.at(-1);
    if (last && count < last.count) this.samples = [];
    this.samples.push({ time, count });
    // The newest of those older than the window stays: it is what the window begins with.
    while (this.samples.length > 1 && this.samples[1]!.time <= time - WINDOW) this.samples.shift();
  }

  isLive(now: number): boolean {
    const first = this.samples[0];
    if (!first || now - first.time < PATIENCE) return true;
    return this.samples.at(-1)!.count - first.count >= this.needed;
  }
}
