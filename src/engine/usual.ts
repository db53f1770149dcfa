import { EXPRESSIONS, type Probabilities, top } from '../expressions';
import { Baseline, type LogOdds, NEUTRAL, type Usual } from './baseline';
import { DeviationDecider, MORE_FROM } from './deviation';
import type { Comparison } from './types';

/** Seconds of readings before a face's usual is known well enough to compare with. */
export const GETTING_TO_KNOW = 20;
/** Least spread, nats: what light, compression and small movements change of a face that does not. */
export const FLOOR = 0.28;
/** Added to a probability and to its complement: below, the network's differences say nothing. */
const EPSILON = 0.001;
/** A probability below which an expression is not there, however unusual. */
const VISIBLE = 0.02;
/** Of a smile less is enough: of slight ones, which the network calls neutral, it gives some people 1 to 2 %, and 0.3 % at rest. */
const VISIBLE_SMILE = 0.01;
const HAPPINESS = EXPRESSIONS.indexOf('happiness');
/** Time constant of the smoothing before samples are taken and compared, milliseconds. */
const TIME_CONSTANT = 500;
/** Milliseconds from one sample to the next, whatever the rate of readings. */
const SAMPLE_EVERY = 1000;

/** A usual is worked out anew after one part in so many of its samples came. */
const RENEWAL = 30;

/** One face's readings compared with how it usually reads, which they make up. */
export class UsualFace {
  private readonly baseline = new Baseline(FLOOR);
  private usual = this.baseline.usual();
  private decider = new DeviationDecider();
  /** Log-odds, smoothed; null after a gap. */
  private recent: LogOdds | null = null;
  private time = 0;
  /** Seconds until the usual is worked out anew: more of them where more samples are there, and one changes less. */
  private due = 0;
  private sampled = Number.NEGATIVE_INFINITY;

  /** @param probabilities of one reading, unsmoothed. @param time milliseconds, not before the last one. */
  compare(probabilities: Probabilities, time: number): Comparison {
    const now = this.smooth(probabilities, time);
    const { usual } = this;
    const known = usual !== null && usual.seconds >= GETTING_TO_KNOW;
    const deviations = known ? EXPRESSIONS.map((_, e) => (now[e]! - usual.middle[e]!) / usual.spread[e]!) : null;
    const more = deviations && this.decider.decide(deviations, (e) => isVisible(e, now, usual!), time);
    if (time - this.sampled >= SAMPLE_EVERY) this.sample(now, more !== null, time);
    return { seconds: Math.floor(this.usual?.seconds ?? 0), deviations, more };
  }

  /** The face could not be read for a while: what was seen before it says nothing of now, but something of the usual. */
  interrupt(): void {
    this.recent = null;
    this.decider = new DeviationDecider();
  }

  private smooth(probabilities: Probabilities, time: number): LogOdds {
    const { recent } = this;
    const share = recent ? 1 - Math.exp((this.time - time) / TIME_CONSTANT) : 1;
    this.time = time;
    this.recent = Float64Array.from(EXPRESSIONS, (_, e) => {
      const old = recent?.[e] ?? 0;
      return old + share * (logOdds(probabilities[e]!) - old);
    });
    return this.recent;
  }

  private sample(now: LogOdds, isMore: boolean, time: number): void {
    // In step with the clock, though readings come a little late; not where seconds are missing.
    this.sampled = time - this.sampled < 2 * SAMPLE_EVERY ? this.sampled + SAMPLE_EVERY : time;
    this.baseline.add(now, isMore || EXPRESSIONS[top(now as unknown as Probabilities)] !== 'neutral');
    this.due--;
    if (this.due > 0) return;
    this.usual = this.baseline.usual();
    this.due = Math.floor(this.baseline.size / RENEWAL);
  }
}

/** There is some of it, and it is what came: when a laugh ends, the little that there is of all others grows with neutral. */
function isVisible(expression: number, now: LogOdds, { middle, spread }: Usual): boolean {
  const gain = (e: number) => probability(now[e]!) - probability(middle[e]!);
  const isCalmer = now[NEUTRAL]! - middle[NEUTRAL]! >= MORE_FROM * spread[NEUTRAL]! && gain(NEUTRAL) > gain(expression);
  return probability(now[expression]!) >= (expression === HAPPINESS ? VISIBLE_SMILE : VISIBLE) && !isCalmer;
}

function probability(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}

function logOdds(probability: number): number {
  return Math.log((probability + EPSILON) / (1 - probability + EPSILON));
}
