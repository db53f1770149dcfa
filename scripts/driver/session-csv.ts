import { readFileSync } from 'node:fs';
import Papa from 'papaparse';

/** One participant, face and second of an exported session; every cell as it stands in the file. */
export type CsvRow = Readonly<Record<string, string>>;

/** Rows of faces that were read. @throws as {@link everySecondOf}. */
export function readSession(file: string): CsvRow[] {
  return everySecondOf(file).filter(({ face }) => face !== '');
}

/** All rows. @throws where the file is not RFC 4180 or a row has another number of cells than the header. */
export function everySecondOf(file: string): CsvRow[] {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  const { data, errors } = Papa.parse<CsvRow>(text, { header: true, newline: '\r\n', skipEmptyLines: true });
  if (errors.length > 0)
    throw new Error(`${file}: ${errors.map(({ row, message }) => `row ${row}: ${message}`).join('; ')}`);
  return data;
}

/** Rows by what they have in a column. */
export function rowsBy(column: string, rows: readonly CsvRow[]): Map<string, CsvRow[]> {
  const groups = new Map<string, CsvRow[]>();
  for (const row of rows) {
    const key = row[column] ?? '';
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

/** The expressions named, most seconds first, "unsure" among them. */
export function expressionsBySeconds(rows: readonly CsvRow[]): { expression: string; seconds: number }[] {
  return [...rowsBy('expression', rows)]
    .map(([expression, group]) => ({ expression, seconds: group.length }))
    .sort((a, b) => b.seconds - a.seconds);
}
