/** What a sweep's trainings came to: one row each, the best first. Pure. */
import Papa from 'papaparse';
import { meanAndSpread } from '../evaluation/seeds';
import type { Checkpoint } from '../fit/checkpoint';
import { percent, table } from '../markup/tables';
import type { Training } from './plan';

/** What a training came to, or has come to so far. */
export type Outcome = Pick<Checkpoint, 'epoch' | 'measured'> & {
  /** Epochs that the recipe has. */
  readonly epochs: number;
  readonly finished: boolean;
  /** That its numbers are of: the best, where the recipe keeps that, or else the last. */
  readonly of: number;
};

/** A training with what it came to. */
export interface Result extends Training {
  /** Undefined where nothing of it is there yet. */
  readonly outcome?: Outcome;
}

/** Share of the validation pictures; FER+'s eight classes where there are two heads. */
const accuracyOf = ({ outcome }: Result) => outcome?.measured.accuracy ?? outcome?.measured.ferplus;
const macroF1Of = ({ outcome }: Result) => outcome?.measured.macroF1 ?? outcome?.measured.ferplusMacroF1;

function state({ outcome }: Result): string {
  if (!outcome) return 'not begun';
  const { finished, epoch, epochs } = outcome;
  return finished ? (epoch < epochs ? `stopped early, after ${epoch}` : 'finished') : `${epoch} of ${epochs} epochs`;
}

/** What differs within the sweep. */
function columnsOf(results: readonly Result[]) {
  const names = [...new Set(results.flatMap(({ settings }) => Object.keys(settings)))];
  const all = [
    { name: 'recipe', of: (one: Result) => one.recipe },
    ...names.map((name) => ({ name, of: (one: Result) => one.settings[name] ?? '' })),
  ];
  const varied = all.filter(({ of }) => new Set(results.map(of)).size > 1);
  return varied.length > 0 ? varied : all.slice(0, 1);
}

const byAccuracy = (a: Result, b: Result) => (accuracyOf(b) ?? -1) - (accuracyOf(a) ?? -1);

/** For spreadsheets; accuracy and macro-F1 as shares, 0 to 1, of the pictures to validate. */
export function resultsCsv(results: readonly Result[]): string {
  const columns = columnsOf(results);
  const fields = [...columns.map(({ name }) => name), 'seed', 'accuracy', 'macro_f1', 'epoch', 'state', 'run'];
  const data = [...results]
    .sort(byAccuracy)
    .map((one) => [
      ...columns.map(({ of }) => of(one)),
      one.seed,
      accuracyOf(one) ?? '',
      macroF1Of(one) ?? '',
      one.outcome?.of ?? '',
      state(one),
      one.run,
    ]);
  return `${Papa.unparse({ fields, data }, { newline: '\n', escapeFormulae: true })}\n`;
}

/** In Markdown: all trainings and, where there are several seeds, means over those that have a number. */
export function resultsTable(results: readonly Result[]): string {
  const columns = columnsOf(results);
  const names = columns.map(({ name }) => name);
  const runs = table(
    ['run', ...names, 'seed', 'accuracy', 'macro-F1', 'of epoch', 'state'],
    [...results]
      .sort(byAccuracy)
      .map((one) => [
        one.run,
        ...columns.map(({ of }) => of(one)),
        String(one.seed),
        accuracyOf(one) === undefined ? '' : percent(accuracyOf(one)!, 2),
        macroF1Of(one)?.toFixed(3) ?? '',
        String(one.outcome?.of ?? ''),
        state(one),
      ]),
  );
  if (new Set(results.map(({ seed }) => seed)).size < 2) return runs;
  const key = (one: Result) => JSON.stringify(columns.map(({ of }) => of(one)));
  const means = [...new Set(results.map(key))]
    .map((group) => results.filter((one) => key(one) === group))
    .map((group) => {
      const values = group.flatMap((one) => accuracyOf(one) ?? []);
      return { cells: columns.map(({ of }) => of(group[0]!)), count: values.length, ...meanAndSpread(values) };
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.mean - a.mean);
  const rows = means.map(({ cells, count, mean, spread }) => [
    ...cells,
    String(count),
    percent(mean, 2),
    spread === undefined ? '' : percent(spread, 2),
  ]);
  return `${runs}\n\n${table([...names, 'seeds', 'mean accuracy', 'standard deviation'], rows)}`;
}
