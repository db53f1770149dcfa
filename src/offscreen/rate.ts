/** Milliseconds over which readings are counted. */
const WINDOW = 3000;

/** Readings per tile and second over the last seconds. Times are steady ones, in milliseconds. */
export class Rate {
  private readonly readings: { readonly tile: string; readonly time: number }[] = [];
  private since: number | null = null;

  add(tile: string, time: number): void {
    this.since ??= time;
    this.readings.push({ tile, time });
    // Not only when somebody asks: a call goes on for hours with the popup closed.
    this.forget(time);
  }

  /** Of tiles that were read at all; 0 where none was. @param now milliseconds, on the clock of `add`. */
  at(now: number): number {
    this.forget(now);
    const tiles = new Set(this.readings.map(({ tile }) => tile)).size;
    // In the first seconds there is less to count over.
    const seconds = Math.min(WINDOW, Math.max(1000, now - (this.since ?? now))) / 1000;
    return tiles === 0 ? 0 : this.readings.length / tiles / seconds;
  }

  private forget(now: number): void {
    const first = this.readings.findIndex(({ time }) => now - time <= WINDOW);
    this.readings.splice(0, first < 0 ? this.readings.length : first);
  }
}
