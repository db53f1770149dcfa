/** The two label sets of the same pictures: FER2013's single class and FER+'s ten votes. */
import { EXPRESSIONS } from '../../src/expressions';

/** FER2013's classes in the order of its `emotion` column. */
export const FER2013_CLASSES = ['anger', 'disgust', 'fear', 'happiness', 'sadness', 'surprise', 'neutral'] as const;

/** Columns of fer2013new.csv after `Usage` and `Image name`: the expressions, then these. */
export const VOTE_COLUMNS = [...EXPRESSIONS, 'unknown', 'NF'] as const;
/** Counts a picture. */
export const VOTES = VOTE_COLUMNS.length;

/**
 * Soft target from the votes on one picture (Barsoum et al. 2016, https://arxiv.org/abs/1608.01041, drop single votes;
 * we halve them). "unknown" and "NF" votes are left out.
 * @param votes counts in the order of {@link VOTE_COLUMNS}
 * @returns one probability per expression, together 1, or undefined if no vote names an expression
 */
export function distribution(votes: ArrayLike<number>): number[] | undefined {
  const weights = EXPRESSIONS.map((_, i) => (votes[i] === 1 ? 0.5 : (votes[i] ?? 0)));
  const sum = weights.reduce((a, b) => a + b, 0);
  return sum > 0 ? weights.map((w) => w / sum) : undefined;
}

/** The expression that at least `atLeast` of the ten taggers chose, as an index; undefined where there is none. */
export function agreed(votes: ArrayLike<number>, atLeast: number): number | undefined {
  const index = EXPRESSIONS.findIndex((_, i) => (votes[i] ?? 0) >= atLeast);
  return index < 0 ? undefined : index;
}

/** Whether the taggers say that there is no face, or mostly cannot name what it shows. */
export function unusable(votes: ArrayLike<number>): boolean {
  const unknown = votes[EXPRESSIONS.length] ?? 0;
  const notAFace = votes[EXPRESSIONS.length + 1] ?? 0;
  const named = EXPRESSIONS.reduce((sum, _, i) => sum + (votes[i] ?? 0), 0);
  return notAFace > 0 ? notAFace >= named : unknown > named;
}
