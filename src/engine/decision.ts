import { EXPRESSIONS, type Expression, type Probabilities, top } from '../expressions';
import type { UnsureReason } from './types';

/** An expression is named from this share on: just below, the name would be wrong more often than right (models/README.md) … */
export const NAME_FROM = 0.4;
/** … and stays named down to this one, so that a badge on the edge does not flicker. */
export const NAME_UNTIL = 0.3;
/** Another expression takes over at once with this lead: a nod or a raised brow of who talks gives less … */
const CLEAR_LEAD = 0.35;
/** … or with any lead that lasts this long, milliseconds. */
const NARROW_LASTING = 1600;
/** A name is given up only after it was too unlikely for this long, milliseconds. */
const LASTING = 400;
/** A name that was given up without another to take its place counts as changing for so many milliseconds. */
const CHANGING = 600;

export interface Decision {
  readonly expression: Expression | null;
  readonly unsure?: UnsureReason;
}

/** Which expression to name for smoothed probabilities: with hysteresis in level, lead and time. */
export class Decider {
  private named: number | null = null;
  /** Who leads, and since when. */
  private leader = { index: -1, since: 0 };
  /** Since when the name is too unlikely; null while it stands firm. */
  private doubtedSince: number | null = null;
  /** When the last name was given up without another to take its place. */
  private lost = Number.NEGATIVE_INFINITY;

  /** @param time milliseconds. */
  decide(probabilities: Probabilities, time: number): Decision {
    const best = top(probabilities);
    if (best !== this.leader.index) this.leader = { index: best, since: time };
    if (probabilities[best]! >= NAME_FROM && this.leads(probabilities, time)) {
      this.named = best;
      this.doubtedSince = null;
    } else if (this.isDoubted(probabilities, time)) {
      this.named = null;
      this.lost = time;
    }
    if (this.named !== null) return { expression: EXPRESSIONS[this.named]! };
    return { expression: null, unsure: time - this.lost < CHANGING ? 'changing' : 'low confidence' };
  }

  /** Whether the leader may be named instead of what is named now. */
  private leads(probabilities: Probabilities, time: number): boolean {
    const { index, since } = this.leader;
    if (this.named === null || this.named === index) return true;
    return probabilities[index]! - probabilities[this.named]! >= CLEAR_LEAD || time - since >= NARROW_LASTING;
  }

  /** Whether the name has been too unlikely for long. */
  private isDoubted(probabilities: Probabilities, time: number): boolean {
    const { named } = this;
    if (named === null || probabilities[named]! >= NAME_UNTIL) {
      this.doubtedSince = null;
      return false;
    }
    this.doubtedSince ??= time;
    return time - this.doubtedSince >= LASTING;
  }
}
