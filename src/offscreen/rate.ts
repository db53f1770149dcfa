/** Milliseconds over which readings are counted. */
const WINDOW = 3000;

/** Readings per tile and second over the last seconds. */
export class Rate {
  private readings: { readonly tile: string; readonly time: number }[] = [];
  private since: number | null = null;

  add(tile: string, time: number): void {
    this.since ??= time;
    this.readings.push({ tile, time });
  }

  /** Of tiles that were read at all; 0 where none was. @param now milliseconds, on the clock of `add`. */
  at(now: number): number {
    this.readings = this.readings.filter(({ time }) => now - time <= WINDOW);
    const tiles = new Set(this.readings.map(({ tile }) => tile)).size;
    // In the first seconds there is less to count over.
    const seconds = Math.min(WINDOW, Math.max(1000, now - (this.since ?? now))) / 1000;
    return tiles === 0 ? 0 : this.readings.length / tiles / seconds;
  }
}
