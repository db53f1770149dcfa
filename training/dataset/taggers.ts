/** How well people agree on these pictures: what an accuracy on FER+ has to be compared with. Pure. */
import { EXPRESSIONS } from '../../src/expressions';
import { VOTES } from './labels';

/**
 * Share of taggers who say what most of the other taggers of the same picture say; ties count in part, and so does nobody
 * who said "unknown" or "no face".
 * @param votes VOTES counts per picture
 * @param rows pictures to look at
 */
export function taggerAgreement(votes: Uint8Array, rows: Iterable<number>): number {
  let taggers = 0;
  let agreeing = 0;
  for (const row of rows) {
    const counts = votes.subarray(row * VOTES, (row + 1) * VOTES);
    counts.forEach((count, own) => {
      if (count === 0) return;
      const others = EXPRESSIONS.map((_, k) => counts[k]! - (k === own ? 1 : 0));
      const most = Math.max(...others);
      taggers += count;
      if (others[own] === most) agreeing += count / others.filter((votesFor) => votesFor === most).length;
    });
  }
  return taggers > 0 ? agreeing / taggers : 0;
}
