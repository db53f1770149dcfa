import Papa from 'papaparse';
import { valenceOf } from '../classes';
import { EXPRESSIONS } from '../expressions';
import { wallTime } from './clock';
import { columnsOf } from './columns';
import { type AnySecond, isRead } from './every-second';
import { nameAt } from './names';
import { presenceAt } from './presence';
import type { RecordedParticipant, StoredSession } from './records';
import { classesOf } from './session-classes';

/**
 * A UTF-8 byte order mark, so that Excel reads "Zoë" and not "ZoÃ«": it takes a .csv without one for the system's old
 * code page. LibreOffice, Numbers, pandas and R's readr skip it; Python's csv module does with encoding="utf-8-sig".
 */
export const BOM = '\uFEFF';

/** What shows nothing, and that a program may drop as it reads: blanks of all kinds, control and format characters. */
const NOTHING = String.raw`\s\p{Cc}\p{Cf}`;
/** What a formula begins with, in its full-width and small forms too: Excel in Japanese reads them alike. */
const SIGN = '[=+\\-@＝＋－＠﹦﹢﹣﹫]';

/**
 * Text cells that a spreadsheet would take for a formula get an apostrophe before them: = + - @, after blanks too, and a
 * leading tab or line break (OWASP, "CSV Injection"). Numbers are passed as numbers and stay bare, so −0.3 keeps its sign.
 */
export const FORMULA = new RegExp(`^[${NOTHING}]*${SIGN}|^[\t\r\n]`, 'u');

/**
 * Where one begins within a cell after one of these separators, also if quotes stand before it: the quotes around the whole
 * cell stand in mid-cell then, and quote nothing. Looks back from each sign alone, so that its time grows with the text.
 */
export function formulaAfter(separators: string): RegExp {
  return new RegExp(`(?=${SIGN})(?<=[${separators}][${NOTHING}"']*)`, 'gu');
}

/** Excel in half of Europe separates by semicolon; tab and bar are offered by all. */
const FORMULA_AFTER = formulaAfter(String.raw`;|\t\r\n`);

/** RFC 4180: CRLF after every line, also the last; quotes only where needed. */
const OPTIONS: Papa.UnparseConfig = { newline: '\r\n', header: false, escapeFormulae: FORMULA };

/** First line of the file, with the byte order mark. */
export function csvHeader(session: Pick<StoredSession, 'classes'>): string {
  return `${BOM}${lines([columnsOf(classesOf(session))])}`;
}

/** The lines of some seconds of a session, in the order given. */
export function csvLines(session: StoredSession, seconds: readonly AnySecond[]): string {
  if (seconds.length === 0) return '';
  const people = new Map(session.participants.map((participant) => [participant.id, participant]));
  return lines(seconds.map((second) => cells(session, people.get(second.participant), second)));
}

export type Cell = string | number | null;

/** One second's cells, in the order of {@link columnsOf}. */
export function cells(session: StoredSession, person: RecordedParticipant | undefined, row: AnySecond): Cell[] {
  const read = isRead(row) ? row : null;
  const { probabilities = null, confidence = null, usual } = read ?? {};
  const classes = classesOf(session);
  const camera = presenceAt(person?.presence, row.second) ?? null;
  const wall = wallTime(session, row.second);
  const valence = probabilities && valenceOf(classes, probabilities);
  return [
    session.id,
    session.siteLabel,
    session.mode ?? 'people',
    row.participant,
    nameAt(person?.names ?? [], row.second),
    person?.isSelf ? 'own' : 'other',
    camera === 'away' ? null : camera,
    read?.face ?? null,
    read?.people ?? null,
    new Date(wall).toISOString(),
    localTime(wall, session.utcOffset),
    session.utcOffset ?? null,
    row.second - Math.floor(session.startedAt / 1000),
    read ? (read.expression ?? 'unsure') : null,
    read ? (!read.expression && read.unsure) || null : camera === 'off' ? 'no camera' : 'no reading',
    confidence === null ? null : rounded(confidence),
    ...classes.map((_, i) => (probabilities ? rounded(probabilities[i] ?? 0) : null)),
    valence === null ? null : rounded(valence),
    read ? rounded(read.score) : null,
    read?.samples ?? 0,
    read?.agreement === undefined ? null : rounded(read.agreement),
    session.modelVersion,
    usual?.more ?? null,
    ...EXPRESSIONS.map((_, i) => (usual?.deviations ? rounded(usual.deviations[i] ?? 0) : null)),
    usual?.seconds ?? null,
  ];
}

/** ISO 8601 with the offset, "2026-11-27T09:00:00+01:00"; null where the offset is not known. */
function localTime(wall: number, offset: number | undefined): string | null {
  if (offset === undefined) return null;
  const local = new Date(wall + offset * 60_000).toISOString().slice(0, 19);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.abs(offset);
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Four decimals: finer than the model's error, and never in the form 1e-7. */
export function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** Of a table, harmless in spreadsheets whatever separates their cells. */
export function lines(table: readonly (readonly Cell[])[]): string {
  const harmless = table.map((row) => row.map((cell) => (typeof cell === 'string' ? withoutFormulas(cell) : cell)));
  return `${Papa.unparse(harmless, OPTIONS)}\r\n`;
}

/** Formulas that begin within the text, harmless; {@link FORMULA} sees to the one that it may begin with. */
export function withoutFormulas(text: string): string {
  return text.replace(FORMULA_AFTER, "'");
}
