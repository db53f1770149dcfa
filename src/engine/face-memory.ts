import { hasChanged } from '../change';
import { EXPRESSIONS, type Probabilities, top } from '../expressions';
import { SMOOTHING, TUNED, type Tuning } from '../tuning';
import { Decider, type Decision } from './decision';
import { INPUT_SIDE } from './input';
import { Smoother } from './smoothing';
import type { Comparison, FaceReading, UnsureReason } from './types';
import { UsualFace } from './usual';

/** A face that cannot be read for a moment (motion blur, a glance aside) keeps its reading this long. Milliseconds. */
export const HOLD = 500;

/** The network looks again at a face that does not change after so many milliseconds. */
const KEPT = 3000;

/** What the network said of a crop. */
interface Answer {
  readonly crop: Float32Array;
  readonly probabilities: Probabilities;
  readonly time: number;
}

type Opinion = Pick<FaceReading, 'probabilities' | 'expression' | 'confidence' | 'unsure' | 'usual'>;

/** What is known of one followed face: its smoothed probabilities, the expression that they are named, and its usual. */
export class FaceMemory {
  private smoother = new Smoother();
  private readonly decider: Decider;
  /** How it usually reads; replaced where the same face was known before it was lost (lone-face.ts). */
  usual = new UsualFace();
  private readonly isCompared: boolean;
  private decision: Decision = { expression: null, unsure: 'low confidence' };
  private comparison: Comparison | undefined;
  private lastRead = Number.NEGATIVE_INFINITY;
  private answer: Answer | null = null;
  /** Why it cannot be read now. */
  private problem: UnsureReason | null = null;

  /**
   * @param labels what the network's outputs stand for. Only the eight expressions are compared with their usual: its
   * thresholds were measured on them.
   * @param tuning what the user wants at the moment.
   */
  constructor(
    labels: readonly string[] = EXPRESSIONS,
    private readonly tuning: () => Tuning = () => TUNED,
  ) {
    this.decider = new Decider(labels);
    this.isCompared = labels.join() === EXPRESSIONS.join();
  }

  /** Whether what the network said of this face still holds. @param crop how it looks now, INPUT_SIDE × INPUT_SIDE grey levels. */
  holds(crop: Float32Array, time: number): boolean {
    const { answer } = this;
    if (!answer || time - answer.time >= KEPT || hasChanged(answer.crop, crop, INPUT_SIDE)) return false;
    this.problem = null;
    return true;
  }

  /** The network looked. */
  learn(answer: Answer): void {
    this.problem = null;
    this.answer = answer;
  }

  /** What the network last said of the face, or why it could not be read, holds on; null where there is neither. @param time milliseconds. */
  again(time: number): Opinion | null {
    if (this.problem) return this.unreadable(this.problem, time);
    return this.answer && this.addReading(this.answer.probabilities, time);
  }

  /** The face was read, or is as it was read. @param time milliseconds, not before the last one. */
  addReading(probabilities: Probabilities, time: number): Opinion {
    this.problem = null;
    const { smoothing, certainty } = this.tuning();
    const smoothed = this.smoother.add(probabilities, time, SMOOTHING[smoothing]);
    this.decision = this.decider.decide(smoothed, time, certainty);
    if (this.isCompared) this.comparison = this.usual.compare(probabilities, time);
    this.lastRead = time;
    return opinion(smoothed, this.decision, this.comparison);
  }

  /** The face is there and cannot be read. */
  unreadable(reason: UnsureReason, time: number): Opinion {
    this.problem = reason;
    if (time - this.lastRead <= HOLD) return opinion(this.smoother.probabilities, this.decision, this.comparison);
    this.smoother = new Smoother();
    this.usual.interrupt();
    return opinion(null, { expression: null, unsure: reason });
  }
}

function opinion(probabilities: Probabilities | null, decision: Decision, usual?: Comparison): Opinion {
  return {
    ...decision,
    probabilities,
    confidence: probabilities && probabilities[top(probabilities)]!,
    ...(usual && { usual }),
  };
}
