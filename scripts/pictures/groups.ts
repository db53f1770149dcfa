/** What differs between groups of people: counts, intervals, and one test with correction. Pure. */
import { EXPRESSIONS, type Expression } from '../../src/expressions';
import { chiSquared, holm, type Test } from './chi-squared';
import type { Read } from './reading';
import { ANSWERS, parts, type Share, share, type Tally, tally } from './tally';

export interface GroupTable {
  /** The column that divides them. */
  readonly by: string;
  readonly groups: readonly { readonly name: string; readonly tally: Tally; readonly byTruth: readonly ClassShare[] }[];
  readonly tests: readonly GroupTest[];
}

/** Of a group's faces that show one expression: those named anything else, and "unsure". */
export interface ClassShare {
  readonly truth: Expression;
  readonly namedElse: Share;
  readonly unsure: Share;
}

export interface GroupTest {
  /** What may differ. */
  readonly what: string;
  /** null: too few for the test. */
  readonly test: (Test & { readonly corrected: number }) | null;
}

/** All tables of one set of pictures; p-values are corrected (Holm) for all tests of all of them. */
export function compareGroups(all: readonly Read[], columns: readonly string[]): GroupTable[] {
  const truths = EXPRESSIONS.filter((name) => all.some(({ picture }) => picture.truth === name));
  const tables = columns.map((by) => {
    const groups = parts(all, ({ picture }) => picture.groups[by]).map(([name, of]) => ({
      name,
      tally: tally(of),
      byTruth: truths.map((truth) => classShare(truth, of)),
    }));
    const yesAndNo = ({ count, of }: Share) => [count, of - count];
    const asked: [string, number[][]][] = [
      ['found', groups.map(({ tally }) => yesAndNo(tally.found))],
      ['read, of those found', groups.map(({ tally }) => yesAndNo(share(tally.read.count, tally.found.count)))],
      ['answers', groups.map(({ tally }) => ANSWERS.map((answer) => tally.answers[answer].count))],
      ...truths.map((truth, t): [string, number[][]] => [
        `${truth} named anything else`,
        groups.map(({ byTruth }) => yesAndNo(byTruth[t]!.namedElse)),
      ]),
    ];
    return { by, groups, asked: asked.map(([what, table]) => ({ what, test: chiSquared(table) })) };
  });
  const tested = tables.flatMap(({ asked }) => asked.flatMap(({ test }) => test ?? []));
  const corrected = holm(tested.map(({ p }) => p));
  return tables.map(({ by, groups, asked }) => ({
    by,
    groups,
    tests: asked.map(({ what, test }) => ({
      what,
      test: test && { ...test, corrected: corrected[tested.indexOf(test)]! },
    })),
  }));
}

function classShare(truth: Expression, all: readonly Read[]): ClassShare {
  const read = all.filter(({ picture, reading }) => picture.truth === truth && reading.probabilities.length > 0);
  const count = (test: (name: Expression | null) => boolean) =>
    share(read.filter(({ reading }) => test(reading.expression)).length, read.length);
  return {
    truth,
    namedElse: count((name) => name !== null && name !== truth),
    unsure: count((name) => name === null),
  };
}
