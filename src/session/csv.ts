import Papa from 'papaparse';
import { EXPRESSIONS, valence } from '../expressions';
import { nameAt } from './names';
import type { SecondRow, StoredSession } from './records';

/**
 * A UTF-8 byte order mark, so that Excel reads "Zoë" and not "ZoÃ«": it takes a .csv without one for the system's old
 * code page. LibreOffice, Numbers, pandas and R's readr skip it; Python's csv module does with encoding="utf-8-sig".
 */
export const BOM = '\uFEFF';

/** Confidence and the expressions' columns are shares, 0 to 1, of people who would call the face that (SHARE_MEANING). */
export const COLUMNS: readonly string[] = [
  'session',
  'site',
  'participant id',
  'name',
  'face',
  'time',
  'elapsed seconds',
  'top emotion',
  'confidence',
  ...EXPRESSIONS,
  'valence',
  'detector score',
  'samples',
  'agreement',
  'model version',
  'more than usual',
  ...EXPRESSIONS.map((name) => `${name} deviation`),
  'baseline seconds',
  'mode',
  'people',
];

/**
 * Text cells that a spreadsheet would take for a formula get an apostrophe before them: = + - @, after blanks too, their
 * full-width forms (Excel in Japanese reads them alike), and a leading tab or line break (OWASP, "CSV Injection").
 * Numbers are passed as numbers and stay bare, so −0.3 keeps its sign.
 */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** RFC 4180: CRLF after every line, also the last; quotes only where needed. */
const OPTIONS: Papa.UnparseConfig = { newline: '\r\n', header: false, escapeFormulae: FORMULA };

/** First line of the file, with the byte order mark. */
export function csvHeader(): string {
  return `${BOM}${lines([[...COLUMNS]])}`;
}

/** The lines of some rows of a session, in the order given. */
export function csvLines(session: StoredSession, rows: readonly SecondRow[]): string {
  if (rows.length === 0) return '';
  const names = new Map(session.participants.map((participant) => [participant.id, participant.names]));
  return lines(rows.map((row) => cells(session, nameAt(names.get(row.participant) ?? [], row.second), row)));
}

type Cell = string | number | null;

function cells(session: StoredSession, name: string, row: SecondRow): Cell[] {
  const { probabilities, usual } = row;
  return [
    session.id,
    session.siteLabel,
    row.participant,
    name,
    row.face,
    new Date(row.second * 1000).toISOString(),
    row.second - Math.floor(session.startedAt / 1000),
    row.expression ?? 'unsure',
    probabilities ? rounded(row.confidence) : null,
    ...EXPRESSIONS.map((_, i) => (probabilities ? rounded(probabilities[i] ?? 0) : null)),
    probabilities ? rounded(valence(probabilities)) : null,
    rounded(row.score),
    row.samples,
    row.agreement === undefined ? null : rounded(row.agreement),
    session.modelVersion,
    usual?.more ?? null,
    ...EXPRESSIONS.map((_, i) => (usual?.deviations ? rounded(usual.deviations[i] ?? 0) : null)),
    usual?.seconds ?? null,
    session.mode ?? 'people',
    row.people ?? null,
  ];
}

/** Four decimals: finer than the model's error, and never in the form 1e-7. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

function lines(table: readonly (readonly Cell[])[]): string {
  return `${Papa.unparse(table as Cell[][], OPTIONS)}\r\n`;
}
