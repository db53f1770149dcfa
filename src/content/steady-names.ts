/** Milliseconds for which a new name has to stay before it takes the place of one that is known. */
const STEADY = 1500;
/** So many changes in so many milliseconds are no renaming: the page says something else there, captions perhaps. */
const RESTLESS = { changes: 4, within: 10_000 };

interface Sign {
  /** null: what stands there is no name. */
  shown: string | null;
  seen: string;
  since: number;
  /** When the text last changed, newest last. */
  changes: number[];
}

/** Names to show, from those that each scan reads off the page: one that flickers does not replace one that stood. */
export class SteadyNames {
  private readonly signs = new Map<number, Sign>();

  /**
   * @param person by number
   * @param seen on the page; null where there is none
   * @param now milliseconds
   */
  of(person: number, seen: string | null, now: number): string | null {
    const sign = this.signs.get(person);
    if (seen === null) return sign?.shown ?? null;
    if (!sign) {
      this.signs.set(person, { shown: seen, seen, since: now, changes: [] });
      return seen;
    }
    if (seen !== sign.seen) {
      sign.changes = [...sign.changes.filter((time) => now - time < RESTLESS.within), now];
      sign.seen = seen;
      sign.since = now;
    }
    const isRestless = sign.changes.length >= RESTLESS.changes && now - sign.since < RESTLESS.within;
    if (isRestless) sign.shown = null;
    else if (now - sign.since >= STEADY) sign.shown = seen;
    return sign.shown;
  }
}
