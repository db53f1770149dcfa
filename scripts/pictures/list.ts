/** Which pictures are to be read, what they are held to show, and which groups they belong to. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Papa from 'papaparse';
import { EXPRESSIONS, type Expression } from '../../src/expressions';
import { expressionNamed } from '../../training/dataset/label-names';
import { labelledFiles } from '../../training/dataset/picture-folder';
import { ENOUGH_VOTES } from '../../training/metrics/vote-shares';

export interface Picture {
  readonly file: string;
  /** What it is held to show, where that is known. */
  readonly truth?: Expression;
  /** Shares of votes in the order of EXPRESSIONS, where people voted. */
  readonly votes?: readonly number[];
  /** By the column's name: "gender" → "female". */
  readonly groups: Readonly<Record<string, string>>;
}

export interface PictureList {
  readonly pictures: readonly Picture[];
  /** Names of the columns that divide them. */
  readonly groups: readonly string[];
  /** What was left out and why, in sentences. */
  readonly notes: readonly string[];
}

const PATHS = ['path', 'file', 'filename', 'picture', 'image'];
const LABELS = ['label', 'expression', 'emotion', 'class'];
/** A column with more different words than this names people or pictures, not groups of them. */
const MOST_GROUPS = 12;
/** Years and the like are put together by so many. */
const STEP = 10;

/**
 * @param path a folder with a sub-folder of pictures per expression, or a CSV file. Of the CSV's columns, one called path,
 *   file, picture or image says where a picture is (from the CSV's folder), and label or expression, if it is there, what it
 *   shows. A column that is called as an expression holds votes for it, or paths of pictures that show it. All other columns
 *   are groups; whole numbers of many kinds, such as ages, count by tens.
 * @param only names of the columns to divide by; all that can by default
 * @throws Error saying what is missing or not understood, with its line
 */
export function listPictures(path: string, only?: readonly string[]): PictureList {
  if (!existsSync(path))
    throw new Error(`There is no ${path}. Name a folder with a sub-folder per expression, or a CSV file.`);
  if (!statSync(path).isDirectory()) return fromCsv(path, only);
  if (only) throw new Error('--groups needs a CSV file with columns for them; folders tell expressions only.');
  const { pictures, ignored } = labelledFiles(path);
  return {
    pictures: pictures.map(({ expression, file }) => ({ file, truth: expression, groups: {} })),
    groups: [],
    notes: ignored > 0 ? [`Files left out because they are no pictures: ${ignored}.`] : [],
  };
}

type Row = Readonly<Record<string, string>>;

function fromCsv(csv: string, only: readonly string[] | undefined): PictureList {
  const {
    data: rows,
    meta,
    errors,
  } = Papa.parse<Row>(readFileSync(csv, 'utf8'), { header: true, skipEmptyLines: true });
  const [broken] = errors.filter(({ type }) => type !== 'Delimiter');
  if (broken) throw new Error(`${csv}, line ${(broken.row ?? 0) + 2}: ${broken.message}.`);
  if (rows.length === 0) throw new Error(`${csv} lists no pictures.`);
  const columns = meta.fields ?? [];
  const named = (names: readonly string[]) => columns.find((column) => names.includes(column.trim().toLowerCase()));
  const [pathColumn, labelColumn] = [named(PATHS), named(LABELS)];
  const ofExpressions = columns.filter(
    (column) => column !== pathColumn && column !== labelColumn && expressionNamed(column),
  );
  const counted = ofExpressions.filter((column) => rows.every((row) => isCount(row[column])));
  const shown = ofExpressions.filter((column) => !counted.includes(column));
  if (!pathColumn && shown.length === 0) {
    throw new Error(
      `${csv} has no column of paths: call it ${PATHS.join(', ')}, or as the expression that its pictures show. ` +
        `Its columns are ${columns.join(', ')}.`,
    );
  }
  const others = columns.filter(
    (column) => column !== pathColumn && column !== labelColumn && !ofExpressions.includes(column),
  );
  const { groups, tooMany } = grouping(csv, rows, others, only);
  const folder = dirname(csv);
  const pictures = rows.flatMap((row, i): Picture[] => {
    const own = Object.fromEntries([...groups].map(([column, group]) => [column, group(row[column] ?? '')]));
    const at = (cell: string | undefined) => existing(resolve(folder, cell ?? ''), cell, `${csv}, line ${i + 2}`);
    const truth = labelColumn ? labelled(row[labelColumn] ?? '', `${csv}, line ${i + 2}`) : undefined;
    const votes = counted.length > 0 ? shares(row, counted) : undefined;
    return [
      ...(pathColumn
        ? [{ file: at(row[pathColumn]), groups: own, ...(truth ? { truth } : {}), ...(votes ? { votes } : {}) }]
        : []),
      ...shown.flatMap((column) =>
        row[column] ? [{ file: at(row[column]), groups: own, truth: expressionNamed(column)! }] : [],
      ),
    ];
  });
  return {
    pictures,
    groups: [...groups.keys()],
    notes: tooMany.map(
      (column) => `The column "${column}" has more than ${MOST_GROUPS} different words, so it is no group.`,
    ),
  };
}

const isCount = (cell: string | undefined) => /^\d+$/.test(cell?.trim() ?? '');

function existing(file: string, cell: string | undefined, where: string): string {
  if (cell && existsSync(file) && statSync(file).isFile()) return file;
  throw new Error(`${where}: there is no picture ${cell ? file : '(the path is empty)'}.`);
}

function labelled(label: string, where: string): Expression | undefined {
  if (label.trim() === '') return undefined;
  const found = expressionNamed(label);
  if (found) return found;
  throw new Error(
    `${where}: "${label}" names no expression that Facet knows. They are ${EXPRESSIONS.join(', ')}, or a common word for one of them; ` +
      'numbers are not understood, because every data set counts differently.',
  );
}

function shares(row: Row, columns: readonly string[]): readonly number[] | undefined {
  const votes = EXPRESSIONS.map((name) =>
    columns.filter((column) => expressionNamed(column) === name).reduce((sum, column) => sum + Number(row[column]), 0),
  );
  const sum = votes.reduce((a, b) => a + b, 0);
  return sum < ENOUGH_VOTES ? undefined : votes.map((count) => count / sum);
}

type Grouping = (cell: string) => string;

function grouping(
  csv: string,
  rows: readonly Row[],
  columns: readonly string[],
  only: readonly string[] | undefined,
): { groups: ReadonlyMap<string, Grouping>; tooMany: readonly string[] } {
  const missing = only?.find((column) => !columns.includes(column));
  if (missing !== undefined) {
    throw new Error(`${csv} has no column "${missing}" to divide by. It has ${columns.join(', ') || 'none'}.`);
  }
  const groups = new Map<string, Grouping>();
  const tooMany: string[] = [];
  for (const column of only ?? columns) {
    const words = new Set(rows.map((row) => row[column]?.trim() ?? ''));
    const areNumbers = [...words].every((word) => word === '' || isCount(word));
    // Numbers that hardly repeat count people or pictures.
    const byTens: Grouping = (cell) => (isCount(cell) ? decade(Number(cell)) : 'not told');
    const asTold: Grouping = (cell) => cell.trim() || 'not told';
    const group = areNumbers && words.size > MOST_GROUPS / 2 ? byTens : asTold;
    if (new Set([...words].map(group)).size > MOST_GROUPS) tooMany.push(column);
    else groups.set(column, group);
  }
  return { groups, tooMany };
}

function decade(value: number): string {
  const from = Math.floor(value / STEP) * STEP;
  return `${from} to ${from + STEP - 1}`;
}
