/** What a network must be before it is written: no worse for its rounding, and no worse than the one that it replaces. */
import { percent } from '../markup/tables';
import type { Measures } from '../metrics/classification';

/** Rounding that loses more than this share of accuracy is refused. */
const ROUNDING_BOUND = 0.002;

/** @param full before its weights were rounded @throws Error where rounding loses too much */
export function checkRounding(full: Measures, rounded: Measures): void {
  if (full.accuracy - rounded.accuracy > ROUNDING_BOUND)
    throw new Error(
      `Rounded weights lose ${((full.accuracy - rounded.accuracy) * 100).toFixed(2)} points; at most ${ROUNDING_BOUND * 100} are allowed.`,
    );
}

/** The same on pictures of one's own, of which there may be so few that a single one is more than the bound. */
export function checkRoundingOfFew(full: Measures, rounded: Measures): void {
  if (full.correct - rounded.correct > Math.max(1, ROUNDING_BOUND * full.count))
    throw new Error(
      `Rounded weights lose ${full.correct - rounded.correct} of ${full.count} pictures; at most ${ROUNDING_BOUND * 100} % are allowed.`,
    );
}

/**
 * Says on the console how good both are.
 * @param folder of the model that is to be replaced
 * @throws Error where the new one is worse, unless it is forced
 */
export function checkReplacing(folder: string, old: Measures, next: Measures, force: boolean): void {
  const both = `${percent(old.accuracy, 2)} there, ${percent(next.accuracy, 2)} the new one, on the same ${next.count} pictures`;
  if (next.accuracy < old.accuracy && !force)
    throw new Error(
      `The new model is worse than the one in ${folder} (${both}). Add --force to replace it all the same.`,
    );
  console.log(`replacing the model in ${folder}: ${both}`);
}
