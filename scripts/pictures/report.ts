/** What was read among pictures, as Markdown. Pure. */
import { EXPRESSIONS, type Expression, SHARE_MEANING } from '../../src/expressions';
import { percent, range, table } from '../../training/markup/tables';
import type { GroupTable } from './groups';
import { ANSWERS, type Share, type Tally } from './tally';

/** What the command writes as JSON. */
export interface PicturesFile {
  readonly pictures: string;
  readonly command: string;
  readonly commit: string;
  readonly model: string;
  readonly all: Tally;
  readonly classes: readonly { readonly truth: Expression; readonly tally: Tally }[];
  readonly groups: readonly GroupTable[];
  readonly unreadable: readonly string[];
  readonly notes: readonly string[];
}

export function picturesReport(file: PicturesFile): string {
  const { pictures, command, commit, model, all, classes, groups, unreadable, notes } = file;
  return [
    `# Pictures read as in a call\n\n${all.pictures} pictures, ${pictures}; model ${model}. Made by \`${command}\` at commit ${commit}. ` +
      `Of several faces the largest counts. ${SHARE_MEANING}`,
    summary([['all', all], ...classes.map(({ truth, tally }): [string, Tally] => [truth, tally])]),
    ...(classes.length > 0 ? [`## Answers\n\n${answers(classes.map(({ truth, tally }) => [truth, tally]))}`] : []),
    ...groups.map(groupSection),
    ...notes,
    ...(unreadable.length > 0
      ? [`Not pictures that the browser can open, and left out: ${unreadable.join(', ')}.`]
      : []),
  ].join('\n\n');
}

const of = ({ count, of, interval }: Share) => (of === 0 ? '–' : `${percent(count / of)} (${range(interval)})`);
const signed = (share: number) => `${share < 0 ? '−' : '+'}${(100 * Math.abs(share)).toFixed(1)}`;

/** Columns that nothing is known for are left out. */
function summary(rows: readonly (readonly [string, Tally])[]): string {
  const columns: [string, (tally: Tally) => string | undefined][] = [
    ['pictures', ({ pictures }) => String(pictures)],
    ['found', ({ found }) => of(found)],
    ['read', ({ read }) => of(read)],
    ['named, of those read', ({ named }) => of(named)],
    ['right, of those read', ({ right }) => right && of(right)],
    ['right, of those named', ({ namedRight }) => namedRight && of(namedRight)],
    [
      'certainty minus right, points',
      ({ overconfidence }) => (overconfidence === undefined ? undefined : signed(overconfidence)),
    ],
    ['off the votes, points', ({ topError }) => (topError === undefined ? undefined : (100 * topError).toFixed(1))],
    ['KL to the votes, nats', ({ kl }) => kl?.toFixed(3)],
  ];
  const kept = columns.filter(([, cell]) => rows.some(([, tally]) => cell(tally) !== undefined));
  return table(
    ['', ...kept.map(([name]) => name)],
    rows.map(([name, tally]) => [name, ...kept.map(([, cell]) => cell(tally) ?? '–')]),
  );
}

/** How often each answer was given, of those read. */
function answers(rows: readonly (readonly [string, Tally])[]): string {
  const given = ANSWERS.filter((answer) => rows.some(([, tally]) => tally.answers[answer].count > 0));
  return table(
    ['', ...given],
    rows.map(([name, tally]) => [name, ...given.map((answer) => of(tally.answers[answer]))]),
  );
}

function groupSection({ by, groups, tests }: GroupTable): string {
  const rows = groups.map(({ name, tally }): [string, Tally] => [name, tally]);
  const truths = EXPRESSIONS.filter((name) =>
    groups.some(({ byTruth }) => byTruth.some(({ truth }) => truth === name)),
  );
  const wrong = table(
    ['', ...truths.flatMap((truth) => [`${truth} named anything else`, `${truth} unsure`])],
    groups.map(({ name, byTruth }) => [
      name,
      ...byTruth.flatMap(({ namedElse, unsure }) => [of(namedElse), of(unsure)]),
    ]),
  );
  return [`## By ${by}`, summary(rows), answers(rows), ...(truths.length > 0 ? [wrong] : []), testWords(tests)].join(
    '\n\n',
  );
}

function testWords(tests: GroupTable['tests']): string {
  const lines = tests.map(({ what, test }) =>
    test
      ? `- ${what}: χ² ${test.statistic.toFixed(1)}, ${test.degrees} degrees of freedom, p ${pWords(test.corrected)}`
      : `- ${what}: too few for the test`,
  );
  return `Do groups differ by more than chance? Pearson’s χ², p corrected after Holm for all tests of this report.\n\n${lines.join('\n')}`;
}

const pWords = (p: number) => (p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`);
