import { filling, type Problem, problemOf } from '../problem';
import type { Filling } from './language';
import { t } from './t';

/** A problem's sentence in the user's language. */
export function problemWords(problem: Problem): string {
  const words = Object.entries(filling(problem)).map(([name, value]) => [
    name,
    typeof value === 'object' ? problemWords(value) : value,
  ]);
  // What a code is filled in with is checked where the problem is made, by the same texts.
  return t(problem.code, ...([Object.fromEntries(words)] as unknown as Filling<Problem['code']>));
}

/** What is said of whatever was thrown. */
export function errorWords(error: unknown): string {
  return problemWords(problemOf(error));
}
