import { type Probabilities, top } from '../expressions';
import { TUNED } from '../tuning';
import type { UnsureReason } from './types';

/** So much below the share from which it is named an expression stays named, so that a badge on the edge does not flicker. */
const LENIENCE = 0.1;
/** Unless the user wants otherwise. An expression is named from this share on: just below, the name would be wrong more often than right (models/README.md) … */
export const NAME_FROM = TUNED.certainty;
/** … and stays named down to this one. */
export const NAME_UNTIL = NAME_FROM - LENIENCE;
/** Another expression takes over at once with this lead: a nod or a raised brow of who talks gives less … */
const CLEAR_LEAD = 0.35;
/** … or with any lead that lasts this long, milliseconds. */
const NARROW_LASTING = 1600;
/** A name is given up only after it was too unlikely for this long, milliseconds. */
const LASTING = 400;
/** A name that was given up without another to take its place counts as changing for so many milliseconds. */
const CHANGING = 600;

/** What a face is named, or why it is not. */
export interface Decision {
  /** Name of a class of the model's. */
  readonly expression: string | null;
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

  /** @param labels what the probabilities stand for. */
  constructor(private readonly labels: readonly string[]) {}

  /** @param time milliseconds. @param nameFrom share, 0 to 1, from which on a class is named. */
  decide(probabilities: Probabilities, time: number, nameFrom: number = NAME_FROM): Decision {
    const best = top(probabilities);
    if (best !== this.leader.index) this.leader = { index: best, since: time };
    if (probabilities[best]! >= nameFrom && this.leads(probabilities, time)) {
      this.named = best;
      this.doubtedSince = null;
    } else if (this.isDoubted(probabilities, time, nameFrom - LENIENCE)) {
      this.named = null;
      this.lost = time;
    }
    if (this.named !== null) return { expression: this.labels[this.named]! };
    return { expression: null, unsure: time - this.lost < CHANGING ? 'changing' : 'low confidence' };
  }

  /** Whether the leader may be named instead of what is named now. */
  private leads(probabilities: Probabilities, time: number): boolean {
    const { index, since } = this.leader;
    if (this.named === null || this.named === index) return true;
    return probabilities[index]! - probabilities[this.named]! >= CLEAR_LEAD || time - since >= NARROW_LASTING;
  }

  /** Whether the name has been too unlikely for long. */
  private isDoubted(probabilities: Probabilities, time: number, nameUntil: number): boolean {
    const { named } = this;
    if (named === null || probabilities[named]! >= nameUntil) {
      this.doubtedSince = null;
      return false;
    }
    this.doubtedSince ??= time;
    return time - this.doubtedSince >= LASTING;
  }
}
