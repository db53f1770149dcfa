/** Whether two classifiers that answered about the same pictures differ by more than chance. Pure. */

/** How the answers of two classifiers about the same pictures differ. */
export interface Comparison {
  /** Pictures that only the one, or only the other, is right about. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly both: number;
  readonly neither: number;
  /** Two-sided: of as many such pictures, falling so unevenly or more, were both equally good. */
  readonly p: number;
}

/**
 * McNemar's test (1947, doi:10.1007/BF02295996) in its exact form: among the pictures that one alone is right about, either
 * is as likely, so their number is binomial.
 *
 * @param first whether each picture was answered right, in the same order as `second`
 * @throws Error where they are not as many
 */
export function mcnemar(first: readonly boolean[], second: readonly boolean[]): Comparison {
  if (first.length !== second.length) throw new Error(`${first.length} and ${second.length} answers cannot be paired.`);
  const count = (a: boolean, b: boolean) => first.filter((right, i) => right === a && second[i] === b).length;
  const [onlyFirst, onlySecond] = [count(true, false), count(false, true)];
  return {
    onlyFirst,
    onlySecond,
    both: count(true, true),
    neither: count(false, false),
    p: binomialTest(Math.min(onlyFirst, onlySecond), onlyFirst + onlySecond),
  };
}

/** Two-sided p of `fewer` or less of `all` at probability ½. */
export function binomialTest(fewer: number, all: number): number {
  let log = -all * Math.LN2;
  let tail = 0;
  for (let k = 0; k <= fewer; k++) {
    tail += Math.exp(log);
    log += Math.log((all - k) / (k + 1));
  }
  return Math.min(1, 2 * tail);
}
