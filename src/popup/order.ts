import type { CallSnapshot, Moment } from '../messages';

export const ORDERS = ['seats', 'name', 'change'] as const;
/** As they sit on the page, by name, or who changed last first. */
export type Order = (typeof ORDERS)[number];

export type Row = CallSnapshot['rows'][number];

/** From so many people on there is a field to search in. */
export const SEARCHED = 13;

/** @param locale BCP 47, for the order of names. Equals stay as they sit. */
export function inOrder(rows: readonly Row[], order: Order, locale: string): readonly Row[] {
  if (order === 'seats') return rows;
  if (order === 'change') return [...rows].sort((a, b) => changedAt(b.history) - changedAt(a.history));
  const { compare } = new Intl.Collator(locale, { numeric: true });
  return [...rows].sort((a, b) => compare(a.participant.name, b.participant.name));
}

/** The step in which a face was first named what it is named now; −1 where it was named nothing else. Gaps are no change. */
export function changedAt(history: readonly (Moment | null)[]): number {
  const read = history.flatMap((moment, step) => (moment ? [{ expression: moment.expression, step }] : []));
  const now = read.at(-1)?.expression;
  const before = read.findLastIndex(({ expression }) => expression !== now);
  return before < 0 ? -1 : read[before + 1]!.step;
}

/** Whose name holds what was typed, whatever the case and the accents. */
export function named(rows: readonly Row[], typed: string): readonly Row[] {
  const wanted = plain(typed);
  return wanted === '' ? rows : rows.filter(({ participant }) => plain(participant.name).includes(wanted));
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
