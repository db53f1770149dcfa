/** How far probabilities are the shares of people who would say so: measured against taggers' votes. Pure. */
import { EXPRESSIONS } from '../../src/expressions';
import type { Faces } from '../dataset/faces';
import { VOTES } from '../dataset/labels';
import { BINS } from './classification';

/** Votes for any expression that make a picture's shares worth comparing with; nearly every picture has them. */
export const ENOUGH_VOTES = 6;

/** Pictures with enough votes, whether their taggers agree or not. */
export interface Voted {
  /** Positions among the rows that were asked about. */
  readonly positions: readonly number[];
  /** For each, the share of its votes that each expression got; votes for none ("unknown", "no face") are left out. */
  readonly shares: Float32Array;
}

/** Pictures with enough votes, and the shares of the votes for each expression. */
export function votedRows(faces: Pick<Faces, 'votes'>, rows: ArrayLike<number>): Voted {
  const positions: number[] = [];
  const shares: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    const start = rows[i]! * VOTES;
    const votes = faces.votes.subarray(start, start + EXPRESSIONS.length);
    const sum = votes.reduce((a, b) => a + b, 0);
    if (sum < ENOUGH_VOTES) continue;
    positions.push(i);
    shares.push(...Array.from(votes, (count) => count / sum));
  }
  return { positions, shares: Float32Array.from(shares) };
}

/** How near probabilities are to the shares of votes. */
export interface ShareMeasures {
  readonly count: number;
  /** Kullback–Leibler divergence of the probabilities from the votes' shares, mean, nats. */
  readonly kl: number;
  /**
   * How far the likeliest expression's probability is from the share that says so: |difference| of the means in bins of
   * equal width, weighted by count, as ECE does (Guo et al. 2017), with shares of people instead of right and wrong.
   */
  readonly topError: number;
  readonly bins: readonly ShareBin[];
  readonly coverage: readonly Coverage[];
}

interface ShareBin {
  readonly count: number;
  /** Means of the likeliest expression's probability, and of the share that voted for it. */
  readonly told: number;
  readonly voted: number;
}

/** What naming from some probability on would give: a precision–coverage curve is many of them. */
interface Coverage {
  readonly from: number;
  /** Share of the pictures that would be named. */
  readonly named: number;
  /** Of these, the share whose name is what most taggers say (one of the most, where several are). */
  readonly right: number;
  /** Of these, the mean share of taggers who say the name. */
  readonly agree: number;
  /** Right ones among those just above, up to the next point of the curve: what naming from here on adds. */
  readonly rightHere: number;
}

/** Points of the curve. */
const THRESHOLDS = [0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9];
/** A probability of nothing would make the divergence infinite. */
const LEAST = 1e-9;

/**
 * @param probabilities `classes` values per picture
 * @param shares of the votes, likewise
 */
export function measureShares(probabilities: Float32Array, shares: Float32Array, classes: number): ShareMeasures {
  const count = shares.length / classes;
  const bins = Array.from({ length: BINS }, () => ({ count: 0, told: 0, voted: 0 }));
  let divergence = 0;
  const judged = Array.from({ length: count }, (_, i) => {
    const p = probabilities.subarray(i * classes, (i + 1) * classes);
    const voted = shares.subarray(i * classes, (i + 1) * classes);
    voted.forEach((share, k) => {
      if (share > 0) divergence += share * Math.log(share / Math.max(LEAST, p[k]!));
    });
    const told = Math.max(...p);
    const agree = voted[p.indexOf(told)]!;
    const bin = bins[Math.min(BINS - 1, Math.floor(told * BINS))]!;
    bin.count++;
    bin.told += told;
    bin.voted += agree;
    return { told, agree, right: agree === Math.max(...voted) ? 1 : 0 };
  });
  return {
    count,
    kl: divergence / count,
    topError: bins.reduce((sum, { told, voted }) => sum + Math.abs(told - voted), 0) / count,
    bins: bins.map((bin) => ({
      count: bin.count,
      told: bin.count ? bin.told / bin.count : 0,
      voted: bin.count ? bin.voted / bin.count : 0,
    })),
    coverage: THRESHOLDS.map((from, t) => {
      const named = judged.filter(({ told }) => told >= from);
      const here = named.filter(({ told }) => told < (THRESHOLDS[t + 1] ?? 1));
      return {
        from,
        named: named.length / count,
        right: mean(named, ({ right }) => right),
        agree: mean(named, ({ agree }) => agree),
        rightHere: mean(here, ({ right }) => right),
      };
    }),
  };
}

/** 0 of none. */
function mean<T>(values: readonly T[], of: (value: T) => number): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + of(value), 0) / values.length;
}
