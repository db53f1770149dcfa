import { EXPRESSIONS } from '../expressions';
import { median } from '../median';

export const NEUTRAL = EXPRESSIONS.indexOf('neutral');

/** Log-odds of each expression, in the order of EXPRESSIONS. */
export type LogOdds = Float64Array;

/** Samples that are kept, one a second: longer, and a lamp that is switched on stays unusual; shorter, and a long laugh becomes usual. */
export const WINDOW = 300;
/** MAD to standard deviation, for a normal distribution. */
const TO_DEVIATION = 1.4826;
/** Spreads from the middle beyond which a sample is an outlier (Hampel 1974 and since). */
const OUTLYING = 3;
/** Share of the samples, and the least number, that rest is looked for in. */
const QUIETEST = { share: 0.25, least: 10 };
/** Rounds of taking in what is no outlier; the set stands still after two or three. */
const ROUNDS = 5;
/** What a second that reads as another expression than neutral counts: it may be a laugh, or this face at rest. */
const DOUBTFUL = 1 / 3;

/** How a face usually reads. */
export interface Usual {
  /** Median of each expression's log-odds. */
  readonly middle: LogOdds;
  /** Spread about it: 1.48 × the median absolute deviation, at least the floor. */
  readonly spread: LogOdds;
  /** Seconds that it rests on; those that may be no rest count a third. */
  readonly seconds: number;
}

/**
 * How one face usually reads: median and median absolute deviation (Hampel 1974, doi:10.1080/01621459.1974.10482962; Rousseeuw
 * & Croux 1993, doi:10.1080/01621459.1993.10476408) of the last minutes, which up to half of the samples may contradict.
 *
 * A laugh may be more than half. So seconds that stood out count only if they are no outliers among the rest, which is
 * sought where the face read most neutral: who joins laughing is replaced as soon as there are quieter seconds, and a face
 * that reads sad at rest is taken as it is, for there is nothing else.
 */
export class Baseline {
  /** A slot for each sample, one after the other round and round: what a face needs is there from its first second on. */
  private readonly logOdds = new Float64Array(WINDOW * EXPRESSIONS.length);
  /** Whether it read as an expression, or as more of one than usual. */
  private readonly standsOut = new Uint8Array(WINDOW);
  private next = 0;
  private count = 0;

  /** @param floor least spread, nats: what the network changes its mind by for nothing. */
  constructor(private readonly floor: number) {}

  /** One second. */
  add(logOdds: LogOdds, standsOut: boolean): void {
    this.logOdds.set(logOdds, this.next * EXPRESSIONS.length);
    this.standsOut[this.next] = standsOut ? 1 : 0;
    this.next = (this.next + 1) % WINDOW;
    this.count = Math.min(this.count + 1, WINDOW);
  }

  get size(): number {
    return this.count;
  }

  /** null before the first sample. Sorts every sample: some tenths of a millisecond. */
  usual(): Usual | null {
    if (this.count === 0) return null;
    const slots = this.slots();
    const quietest = new Set(this.quietest(slots));
    let rest = slots.filter((slot) => !this.standsOut[slot] || quietest.has(slot));
    for (let round = 0; round < ROUNDS; round++) {
      const usual = this.describe(rest);
      const next = slots.filter((slot) => !this.standsOut[slot] || this.isNear(slot, usual));
      const isSame = next.length === rest.length && next.every((slot, i) => slot === rest[i]);
      if (isSame || next.length === 0) return usual;
      rest = next;
    }
    return this.describe(rest);
  }

  /** Of all samples, the oldest first. */
  private slots(): number[] {
    return Array.from({ length: this.count }, (_, i) => (this.next - this.count + i + WINDOW) % WINDOW);
  }

  private quietest(slots: readonly number[]): number[] {
    const count = Math.max(QUIETEST.least, Math.ceil(QUIETEST.share * slots.length));
    return [...slots].sort((a, b) => this.at(b, NEUTRAL) - this.at(a, NEUTRAL)).slice(0, count);
  }

  private describe(rest: readonly number[]): Usual {
    const middle = new Float64Array(EXPRESSIONS.length);
    const spread = new Float64Array(EXPRESSIONS.length);
    for (let e = 0; e < EXPRESSIONS.length; e++) {
      const values = Float64Array.from(rest, (slot) => this.at(slot, e));
      const mid = median(values);
      middle[e] = mid;
      spread[e] = Math.max(this.floor, TO_DEVIATION * median(values.map((value) => Math.abs(value - mid))));
    }
    const seconds = rest.reduce((sum, slot) => sum + (this.standsOut[slot] ? DOUBTFUL : 1), 0);
    return { middle, spread, seconds };
  }

  private isNear(slot: number, { middle, spread }: Usual): boolean {
    return EXPRESSIONS.every((_, e) => Math.abs(this.at(slot, e) - middle[e]!) <= OUTLYING * spread[e]!);
  }

  private at(slot: number, expression: number): number {
    return this.logOdds[slot * EXPRESSIONS.length + expression]!;
  }
}
