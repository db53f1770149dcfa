import { EXPRESSIONS, type Probabilities } from '../expressions';

/** Time after which a change shows by 63 %, milliseconds: about as long as a smile takes to spread. */
export const TIME_CONSTANT = 450;

/** What is known of a face that was not read. */
export const NOTHING: Probabilities = EXPRESSIONS.map(() => 0);

/**
 * Mean of a face's probabilities that forgets over *time*, not over frames, so that readings do not change with the rate:
 * exponential, for samples at uneven intervals (Eckner 2012, "Algorithms for unevenly spaced time series: moving averages").
 *
 * Probabilities are averaged as they are, not their logarithms: frames of one face are far from independent, and in
 * logarithms a single bad frame that gives the true expression next to nothing would veto it for seconds. The mean of
 * calibrated probabilities also stays a probability: the share of such moments in which the expression is there.
 */
export class Smoother {
  private mean: Probabilities = NOTHING;
  private time: number | null = null;

  /** @param time milliseconds, not before the last one. */
  add(probabilities: Probabilities, time: number): void {
    const keep = this.time === null ? 0 : Math.exp((this.time - time) / TIME_CONSTANT);
    this.mean = probabilities.map((p, i) => keep * this.mean[i]! + (1 - keep) * p);
    this.time = time;
  }

  /** In the order of EXPRESSIONS; NOTHING before the first sample. */
  get probabilities(): Probabilities {
    return this.mean;
  }
}
