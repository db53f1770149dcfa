import { EXPRESSIONS, type Expression, type Probabilities, top } from '../expressions';
import type { UnsureReason } from './types';

/** An expression is named from this probability on: below, its calibrated name would be wrong more often than right … */
export const NAME_FROM = 0.5;
/** … and stays named down to this one, so that a badge on the edge does not flicker. */
export const NAME_UNTIL = 0.4;
/** Another expression takes over at once with this lead … */
const CLEAR_LEAD = 0.15;
/** … or with any lead that lasts this long, milliseconds. */
const LASTING = 600;

export interface Decision {
  readonly expression: Expression | null;
  readonly unsure?: UnsureReason;
}

/** Which expression to name for smoothed probabilities: with hysteresis in level, lead and time. */
export class Decider {
  private named: number | null = null;
  /** Who leads, and since when. */
  private leader = { index: -1, since: 0 };
  /** When the last name was given up without another to take its place. */
  private lost = Number.NEGATIVE_INFINITY;

  /** @param time milliseconds. */
  decide(probabilities: Probabilities, time: number): Decision {
    const best = top(probabilities);
    if (best !== this.leader.index) this.leader = { index: best, since: time };
    const confidence = probabilities[best]!;

    if (this.named === null) {
      if (confidence >= NAME_FROM) this.named = best;
    } else if (best !== this.named && this.takesOver(probabilities, time)) {
      this.named = best;
      if (confidence < NAME_FROM) this.giveUp(time);
    } else if (probabilities[this.named]! < NAME_UNTIL) {
      this.giveUp(time);
    }
    if (this.named !== null) return { expression: EXPRESSIONS[this.named]! };
    return { expression: null, unsure: time - this.lost < LASTING ? 'changing' : 'low confidence' };
  }

  private takesOver(probabilities: Probabilities, time: number): boolean {
    const lead = probabilities[this.leader.index]! - probabilities[this.named!]!;
    return lead >= CLEAR_LEAD || time - this.leader.since >= LASTING;
  }

  private giveUp(time: number): void {
    this.named = null;
    this.lost = time;
  }
}
