import { EXPRESSIONS } from '../expressions';

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

interface Sample {
  readonly logOdds: LogOdds;
  /** It read as an expression, or as more of one than usual. */
  readonly standsOut: boolean;
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
  private readonly samples: Sample[] = [];

  /** @param floor least spread, nats: what the network changes its mind by for nothing. */
  constructor(private readonly floor: number) {}

  /** One second. */
  add(logOdds: LogOdds, standsOut: boolean): void {
    this.samples.push({ logOdds, standsOut });
    if (this.samples.length > WINDOW) this.samples.shift();
  }

  get size(): number {
    return this.samples.length;
  }

  /** null before the first sample. Sorts every sample: some tenths of a millisecond. */
  usual(): Usual | null {
    if (this.samples.length === 0) return null;
    const quietest = new Set(this.quietest());
    let rest = this.samples.filter((sample) => !sample.standsOut || quietest.has(sample));
    for (let round = 0; round < ROUNDS; round++) {
      const usual = this.describe(rest);
      const next = this.samples.filter((sample) => !sample.standsOut || isNear(sample.logOdds, usual));
      const isSame = next.length === rest.length && next.every((sample, i) => sample === rest[i]);
      if (isSame || next.length === 0) return usual;
      rest = next;
    }
    return this.describe(rest);
  }

  private quietest(): Sample[] {
    const count = Math.max(QUIETEST.least, Math.ceil(QUIETEST.share * this.samples.length));
    return [...this.samples].sort((a, b) => b.logOdds[NEUTRAL]! - a.logOdds[NEUTRAL]!).slice(0, count);
  }

  private describe(rest: readonly Sample[]): Usual {
    const middle = new Float64Array(EXPRESSIONS.length);
    const spread = new Float64Array(EXPRESSIONS.length);
    for (let e = 0; e < EXPRESSIONS.length; e++) {
      const values = Float64Array.from(rest, ({ logOdds }) => logOdds[e]!);
      const mid = median(values);
      middle[e] = mid;
      spread[e] = Math.max(this.floor, TO_DEVIATION * median(values.map((value) => Math.abs(value - mid))));
    }
    const seconds = rest.reduce((sum, { standsOut }) => sum + (standsOut ? DOUBTFUL : 1), 0);
    return { middle, spread, seconds };
  }
}

function isNear(logOdds: LogOdds, { middle, spread }: Usual): boolean {
  return logOdds.every((value, e) => Math.abs(value - middle[e]!) <= OUTLYING * spread[e]!);
}

/** Sorts its values. */
function median(values: Float64Array): number {
  values.sort();
  const half = values.length >> 1;
  return values.length % 2 === 1 ? values[half]! : (values[half - 1]! + values[half]!) / 2;
}
