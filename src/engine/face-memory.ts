import { type Probabilities, top } from '../expressions';
import { Decider, type Decision } from './decision';
import { NOTHING, Smoother } from './smoothing';
import type { Comparison, FaceReading, UnsureReason } from './types';
import { UsualFace } from './usual';

/** A face that cannot be read for a moment (motion blur, a glance aside) keeps its reading this long. Milliseconds. */
export const HOLD = 500;

type Opinion = Pick<FaceReading, 'probabilities' | 'expression' | 'confidence' | 'unsure' | 'usual'>;

/** What is known of one followed face: its smoothed probabilities, the expression that they are named, and its usual. */
export class FaceMemory {
  private smoother = new Smoother();
  private readonly decider = new Decider();
  private decision: Decision = { expression: null, unsure: 'low confidence' };
  private comparison: Comparison | undefined;
  private lastRead = Number.NEGATIVE_INFINITY;

  /** @param usual replaced where the same face was known before it was lost (lone-face.ts). */
  constructor(public usual = new UsualFace()) {}

  /** The face was read. @param time milliseconds, not before the last one. */
  read(probabilities: Probabilities, time: number): Opinion {
    this.smoother.add(probabilities, time);
    this.decision = this.decider.decide(this.smoother.probabilities, time);
    this.comparison = this.usual.compare(probabilities, time);
    this.lastRead = time;
    return opinion(this.smoother.probabilities, this.decision, this.comparison);
  }

  /** The face is there and cannot be read. */
  unreadable(reason: UnsureReason, time: number): Opinion {
    if (time - this.lastRead <= HOLD) return opinion(this.smoother.probabilities, this.decision, this.comparison);
    this.smoother = new Smoother();
    this.usual.interrupt();
    return opinion(NOTHING, { expression: null, unsure: reason });
  }
}

function opinion(probabilities: Probabilities, decision: Decision, usual?: Comparison): Opinion {
  return { ...decision, probabilities, confidence: probabilities[top(probabilities)]!, ...(usual && { usual }) };
}
