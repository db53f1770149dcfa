/** Milliseconds for which another text has to stay before it is taken for a new name. */
const STAY = 1500;
/** More changes than this in so many milliseconds are no person's doing. */
const RESTLESS = [
  { changes: 2, within: 10_000 },
  { changes: 5, within: 60_000 },
] as const;
const LONGEST = Math.max(...RESTLESS.map(({ within }) => within));

interface History {
  shown: string;
  since: number;
  /** The text that stayed. */
  name: string;
  /** When it changed, over the last minute. */
  changes: number[];
}

/**
 * What a place says while the same picture plays there. A name stays; a bit rate, a clock or a status does not, and a text
 * that changes all the time names no one.
 */
export class Steadiness {
  private readonly histories = new WeakMap<object, Map<string, History>>();

  /**
   * @param subject what stays while the text changes: a track
   * @param place where the text stands
   * @param now milliseconds, never set back
   * @returns the name that stands there, the one before while another has not stayed yet; null where it keeps changing
   */
  settle(subject: object, place: string, shown: string, now: number): string | null {
    const places = this.histories.get(subject) ?? new Map<string, History>();
    this.histories.set(subject, places);
    const known = places.get(place);
    if (!known) {
      places.set(place, { shown, since: now, name: shown, changes: [] });
      return shown;
    }
    known.changes = known.changes.filter((time) => now - time < LONGEST);
    if (shown !== known.shown) {
      known.changes.push(now);
      Object.assign(known, { shown, since: now });
    }
    if (now - known.since >= STAY) known.name = shown;
    const isRestless = RESTLESS.some(
      ({ changes, within }) => known.changes.filter((time) => now - time < within).length > changes,
    );
    return isRestless ? null : known.name;
  }
}
