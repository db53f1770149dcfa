import { isCrowd } from '../frame-size';
import { MOST_PICTURES } from '../messages';

/**
 * Taking and sending frames: of the main thread's time, and the tiles that are read at every pull whatever they cost, and at
 * the first, when that is not known.
 */
const CAPTURE = { share: 0.015, least: 4, first: 16 };
/** The same of a crowd: the page comes first. */
const CROWD = { share: 0.01, least: 1, first: 16 };

/** What taking the frames of so many tiles may cost a page. */
export function captureLimits(tiles: number) {
  return isCrowd(tiles) ? CROWD : CAPTURE;
}

/** Of the last costs, how much the newest counts. */
const NEWEST = 0.2;

/** Keeps work that comes again and again to a share of the main thread's time: the dearer it is, the rarer it gets. */
export class Budget {
  private cost = 0;
  private dueAt = 0;

  /** @param share 0 to 1 */
  constructor(private readonly share: number) {}

  isDue(now: number): boolean {
    return now >= this.dueAt;
  }

  /** What is to be done next must not wait. */
  hurry(): void {
    this.dueAt = 0;
  }

  /**
   * @param now when the work ended; `cost` what it took. Milliseconds.
   * @param longest milliseconds of rest, however dear the work
   */
  spend(now: number, cost: number, longest: number): void {
    this.cost = smoothed(this.cost, cost);
    this.dueAt = now + Math.min(longest, rest(this.cost, this.share));
  }
}

/** Milliseconds of rest after work of `cost` milliseconds for it to take no more than its share. */
export function rest(cost: number, share: number): number {
  return cost / share - cost;
}

interface Limits {
  readonly share: number;
  readonly least: number;
  readonly first: number;
}

/**
 * How many pieces of work a round may hold, where rounds come when others ask and each piece costs about the same.
 */
export class Allowance {
  private costOfOne = 0;
  private last: number | null = null;

  /**
   * Pieces for the round that begins now.
   * @param share of the main thread's time, 0 to 1
   * @param least pieces, whatever they cost
   * @param first pieces, until their cost is known
   */
  at(now: number, { share, least, first }: Limits): number {
    const since = this.last === null ? 0 : now - this.last;
    this.last = now;
    if (this.costOfOne === 0) return first;
    return Math.max(least, Math.min(MOST_PICTURES, Math.floor((since * share) / this.costOfOne)));
  }

  /** What a round's pieces took together, in milliseconds. */
  note(cost: number, pieces: number): void {
    if (pieces === 0) return;
    this.costOfOne = smoothed(this.costOfOne, cost / pieces);
  }
}

/** Who has waited longest, where not everybody has a turn each time. By turns, not by time: those of one round are not alike. */
export class Turns {
  private readonly last = new Map<string, number>();
  private turn = 0;

  /** Who has waited longest comes first. */
  inOrder<T extends { readonly id: string }>(all: readonly T[]): T[] {
    const of = ({ id }: T) => this.last.get(id) ?? 0;
    return all.toSorted((a, b) => of(a) - of(b));
  }

  had(id: string): void {
    this.last.set(id, ++this.turn);
  }

  /** Forgets all others. */
  keep(ids: ReadonlySet<string>): void {
    for (const id of this.last.keys()) if (!ids.has(id)) this.last.delete(id);
  }
}

function smoothed(before: number, newest: number): number {
  return before === 0 ? newest : before * (1 - NEWEST) + newest * NEWEST;
}
