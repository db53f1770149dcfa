import { EXPRESSIONS } from '../expressions';
import { FORMULA, formulaAfter, withoutFormulas } from './csv';
import type { Mark } from './marks';
import { type Lane, type Timeline, UNREAD, UNSURE } from './timeline';

/** A stretch of seconds with the same value; seconds from the timeline's start, `to` is not part of it. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** Stretches of equal values, those left out that are `none`. */
export function spansOf(values: Int8Array, none: number): Span[] {
  const spans: Span[] = [];
  for (let from = 0, at = 1; at <= values.length; at++) {
    if (at < values.length && values[at] === values[from]) continue;
    if (values[from] !== none) spans.push({ from, to: at, value: values[from]! });
    from = at;
  }
  return spans;
}

/**
 * A session as tab-delimited annotations, one tier per person: ELAN reads them by File › Import › CSV / Tab-delimited
 * Text File, BORIS and others by these columns. Times are seconds from the session's start.
 */
export function annotations(timeline: Timeline, marks: readonly Mark[]): string {
  const tiers = timeline.lanes.flatMap((lane) => tiersOf(lane));
  const moments = marks.map(({ time, word }) => {
    const at = Math.max(0, time / 1000 - timeline.start);
    return line('marks', at, at + 1, word || 'mark');
  });
  const header = ['tier', 'begin', 'end', 'duration', 'annotation'];
  return [header, ...tiers, ...moments].map((cells) => `${cells.join('\t')}\r\n`).join('');
}

function tiersOf(lane: Lane): string[][] {
  const words = (value: number) => (value === UNSURE ? 'unsure' : lane.classes[value]!.name);
  const usual = (value: number) => `more ${EXPRESSIONS[value]} than usual`;
  return [
    ...spansOf(lane.named, UNREAD).map(({ from, to, value }) => line(lane.name, from, to, words(value))),
    ...spansOf(lane.more, -1).map(({ from, to, value }) => line(`${lane.name} (usual)`, from, to, usual(value))),
  ];
}

/** Nobody says that a spreadsheet separates these cells by tabs. */
const FORMULA_AFTER_COMMA = formulaAfter(',');

/** Without tabs and line breaks, which end a cell for readers that know no quotes; no spreadsheet takes it for a formula. */
function plain(text: string): string {
  const flat = withoutFormulas(text.replace(/\s+/g, ' ')).replace(FORMULA_AFTER_COMMA, "'");
  // Here nothing is quoted, so a quote that a cell begins with would be read as one, and take the next cells in.
  return FORMULA.test(flat) || /^\s*"/.test(flat) ? `'${flat}` : flat;
}

function line(tier: string, from: number, to: number, annotation: string): string[] {
  return [plain(tier), from.toFixed(3), to.toFixed(3), (to - from).toFixed(3), plain(annotation)];
}
