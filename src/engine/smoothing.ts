import type { Probabilities } from '../expressions';
import { median } from '../median';
import { SMOOTHING, TUNED } from '../tuning';

/** Unless the user wants otherwise the filter looks back this far, milliseconds: more than twice a blink (150 to 300) and than a syllable's mouth. */
export const WINDOW = SMOOTHING[TUNED.smoothing];
/** Where readings are rarer, it waits for a second opinion as long as this, milliseconds. */
export const PATIENCE = 1500;
/** Below so many readings a median cannot outvote one that deviates. */
const QUORUM = 3;

/**
 * Running median of a face's probabilities, class by class, over a window of *time*, so that the rate of readings
 * matters little (Tukey 1977, "Exploratory Data Analysis", running medians). Whatever fills less than half of the window
 * leaves no trace, be it ever so sure: a blink, the mouth of one syllable, a bad frame. What fills more than half is
 * there at once and in full, where a mean would creep towards it: a change shows after half the window.
 *
 * At 8 readings a second it is the median of 7, at 3 a second of 3: an odd number, so that there is a middle one. Drawn
 * people who jump from one expression to another are named anew after 417 ms (median; 95 % within 458) and 500 ms (625).
 */
export class Smoother {
  private readonly samples: { readonly probabilities: Probabilities; readonly time: number }[] = [];

  /**
   * @param time milliseconds, not before the last one; a second reading of one moment replaces the first.
   * @param window milliseconds that the filter looks back
   * @returns what the face is taken to show now
   */
  add(probabilities: Probabilities, time: number, window: number = WINDOW): Probabilities {
    if (this.samples.at(-1)?.time === time) this.samples.pop();
    this.samples.push({ probabilities, time });
    const within = (span: number) => this.samples.filter((sample) => time - sample.time <= span).length;
    const wanted = Math.max(QUORUM, within(window));
    const count = Math.min(within(PATIENCE), wanted + 1 - (wanted % 2));
    this.samples.splice(0, this.samples.length - count);
    return this.probabilities ?? probabilities;
  }

  /** In the order of the readings' own; null before the first sample. */
  get probabilities(): Probabilities | null {
    const [only, ...others] = this.samples;
    if (!only || others.length === 0) return only?.probabilities ?? null;
    const medians = only.probabilities.map((_, i) =>
      median(this.samples.map(({ probabilities }) => probabilities[i]!)),
    );
    const sum = medians.reduce((total, value) => total + value, 0);
    // Many expressions by turns, none for long: all medians may be 0.
    return sum > 0 ? medians.map((value) => value / sum) : this.samples.at(-1)!.probabilities;
  }
}
