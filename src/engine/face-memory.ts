import { type Probabilities, top } from '../expressions';
import { Decider, type Decision } from './decision';
import { NOTHING, Smoother } from './smoothing';
import type { FaceReading, UnsureReason } from './types';

/** A face that cannot be read for a moment (motion blur, a glance aside) keeps its reading this long. Milliseconds. */
export const HOLD = 500;

type Opinion = Pick<FaceReading, 'probabilities' | 'expression' | 'confidence' | 'unsure'>;

/** What is known of one followed face: its smoothed probabilities and the expression that they are named. */
export class FaceMemory {
  private smoother = new Smoother();
  private readonly decider = new Decider();
  private decision: Decision = { expression: null, unsure: 'low confidence' };
  private lastRead = Number.NEGATIVE_INFINITY;

  /** The face was read. @param time milliseconds, not before the last one. */
  read(probabilities: Probabilities, time: number): Opinion {
    this.smoother.add(probabilities, time);
    this.decision = this.decider.decide(this.smoother.probabilities, time);
    this.lastRead = time;
    return opinion(this.smoother.probabilities, this.decision);
  }

  /** The face is there and cannot be read. */
  unreadable(reason: UnsureReason, time: number): Opinion {
    if (time - this.lastRead <= HOLD) return opinion(this.smoother.probabilities, this.decision);
    this.smoother = new Smoother();
    return opinion(NOTHING, { expression: null, unsure: reason });
  }
}

function opinion(probabilities: Probabilities, decision: Decision): Opinion {
  return { ...decision, probabilities, confidence: probabilities[top(probabilities)]! };
}
