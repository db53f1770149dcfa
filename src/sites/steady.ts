/** More changes than this in so many milliseconds are no person's doing. */
const RESTLESS = [
  { changes: 3, within: 6000 },
  { changes: 5, within: 60_000 },
] as const;
const LONGEST = Math.max(...RESTLESS.map(({ within }) => within));

interface History {
  shown: string;
  /** When it changed, over the last minute. */
  changes: number[];
}

/**
 * Whether what a place says while the same picture plays there keeps changing. A name stays; a bit rate, a clock or a
 * status does not, and a text that changes all the time names no one.
 */
export class Steadiness {
  private readonly histories = new WeakMap<object, Map<string, History>>();

  /**
   * @param subject what stays while the text changes: a track
   * @param place where the text stands
   * @param now milliseconds, never set back
   */
  isRestless(subject: object, place: string, shown: string, now: number): boolean {
    const places = this.histories.get(subject) ?? new Map<string, History>();
    this.histories.set(subject, places);
    const known = places.get(place) ?? { shown, changes: [] };
    places.set(place, known);
    known.changes = known.changes.filter((time) => now - time < LONGEST);
    if (shown !== known.shown) known.changes.push(now);
    known.shown = shown;
    return RESTLESS.some(({ changes, within }) => known.changes.filter((time) => now - time < within).length > changes);
  }
}
