/**
 * Reads FER2013 in every CSV form that it comes in (Kaggle, ICML 2013 workshop: fer2013.csv, icml_face_data.csv, train.csv;
 * columns by name, in any order) and fer2013new.csv (https://github.com/microsoft/FERPlus: votes of the same rows, in the
 * same order).
 *
 * Pixels are parsed digit by digit: 74 million numbers as strings would take papaparse and split() half a minute and
 * gigabytes; this takes about a second. The small vote file goes through papaparse.
 */
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import Papa from 'papaparse';
import { INPUT_AREA } from '../../src/engine/input';
import { EXPRESSIONS } from '../../src/expressions';
import { agreed, FER2013_CLASSES, VOTE_COLUMNS, VOTES } from './labels';

/** FER2013's parts, as its file names them; {@link Faces.usages} counts along this list. */
export const USAGES = ['Training', 'PublicTest', 'PrivateTest'] as const;
export type Usage = (typeof USAGES)[number];

/** Pictures with both kinds of label; row i of every array belongs to picture i. */
export interface Faces {
  readonly count: number;
  /** Grey levels, INPUT_AREA per picture. */
  readonly pixels: Uint8Array;
  /** Index into FER2013_CLASSES. */
  readonly classes: Uint8Array;
  /** VOTES counts per picture, in the order of VOTE_COLUMNS. */
  readonly votes: Uint8Array;
  /** Index into USAGES. */
  readonly usages: Uint8Array;
  /** Of a data set with classes of its own, which stand in the place of FER2013's and FER+'s: `classes` and `votes` say nothing. */
  readonly own?: {
    readonly names: readonly string[];
    /** Index into `names`. */
    readonly labels: Uint8Array;
  };
}

/** What is wrong with the input, where, and what was expected. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  constructor(file: string, line: number, problem: string) {
    super(`${file}, line ${line}: ${problem}`);
  }
}

const SPACE = 32;
const ZERO = 48;

/** Where the columns are; FER2013 without Usage (Kaggle's train.csv) is all for training. */
interface Columns {
  readonly count: number;
  readonly emotion: number;
  readonly pixels: number;
  readonly usage: number | undefined;
}

/** Start and end of each cell of one line, without the quotes around it (RFC 4180, no line breaks within cells). */
function cellsOf(line: string): (readonly [from: number, to: number])[] {
  const cells: [number, number][] = [];
  for (let from = 0; from <= line.length; ) {
    const quoted = line[from] === '"';
    const close = quoted ? line.indexOf('"', from + 1) : -1;
    const comma = line.indexOf(',', close < 0 ? from : close);
    const end = comma < 0 ? line.length : comma;
    cells.push(close < 0 ? [from, end] : [from + 1, close]);
    from = end + 1;
  }
  return cells;
}

function columnsOf(header: string, file: string): Columns {
  const names = cellsOf(header.replace(/^\uFEFF/, '')).map(([from, to]) =>
    header
      .replace(/^\uFEFF/, '')
      .slice(from, to)
      .trim()
      .toLowerCase(),
  );
  const [emotion, pixels, usage] = ['emotion', 'pixels', 'usage'].map((name) => names.indexOf(name));
  if (emotion! < 0 || pixels! < 0) {
    throw new DatasetError(
      file,
      1,
      `the header is "${header.slice(0, 60)}", expected the columns emotion, pixels and Usage`,
    );
  }
  return { count: names.length, emotion: emotion!, pixels: pixels!, usage: usage! < 0 ? undefined : usage! };
}

class Rows {
  count = 0;
  pixels = new Uint8Array(1024 * INPUT_AREA);
  classes: number[] = [];
  usages: number[] = [];

  add(line: string, columns: Columns, file: string, lineNumber: number): void {
    const bad = (problem: string) => new DatasetError(file, lineNumber, problem);
    const cells = cellsOf(line);
    if (cells.length !== columns.count) throw bad(`expected ${columns.count} columns, found ${cells.length}`);
    const text = (column: number) => line.slice(...cells[column]!);
    const emotion = text(columns.emotion);
    // Number() would take an empty cell for 0, and "0x3" and "5e0" for digits.
    if (!/^ *[0-6] *$/.test(emotion)) throw bad(`emotion "${emotion}" is not one of 0 to 6`);
    const given = columns.usage === undefined ? 'Training' : text(columns.usage).trim();
    const usage = USAGES.findIndex((name) => name.toLowerCase() === given.toLowerCase());
    if (usage < 0) throw bad(`Usage "${given}" is not one of ${USAGES.join(', ')}`);
    if (this.pixels.length < (this.count + 1) * INPUT_AREA) {
      const larger = new Uint8Array(this.pixels.length * 2);
      larger.set(this.pixels);
      this.pixels = larger;
    }
    this.parsePixels(line, ...cells[columns.pixels]!, bad);
    this.classes.push(Number(emotion));
    this.usages.push(usage);
    this.count++;
  }

  private parsePixels(line: string, from: number, to: number, bad: (problem: string) => DatasetError): void {
    const start = this.count * INPUT_AREA;
    let found = 0;
    let value = -1;
    for (let i = from; i <= to; i++) {
      const code = i === to ? SPACE : line.charCodeAt(i);
      if (code >= ZERO && code <= ZERO + 9) {
        value = Math.max(0, value) * 10 + code - ZERO;
        if (value > 255) throw bad(`pixel ${found + 1} is over 255`);
      } else if (code === SPACE) {
        if (value < 0) continue;
        if (found < INPUT_AREA) this.pixels[start + found] = value;
        found++;
        value = -1;
      } else {
        throw bad(`pixel ${found + 1} is not a number: "${line[i]}"`);
      }
    }
    if (found !== INPUT_AREA) throw bad(`${found} pixels, expected ${INPUT_AREA} (48 × 48)`);
  }
}

/** Told now and then how much of a file is read, 0 to 1. */
export type ReadProgress = (share: number) => void;

async function readPictures(file: string, onProgress: ReadProgress): Promise<Rows> {
  const rows = new Rows();
  const size = statSync(file).size;
  let lineNumber = 0;
  let characters = 0;
  let columns: Columns | undefined;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    lineNumber++;
    characters += line.length + 1;
    if (!columns) columns = columnsOf(line, file);
    else if (line !== '') rows.add(line, columns, file, lineNumber);
    if (lineNumber % 256 === 0) onProgress(Math.min(1, characters / size));
  }
  if (rows.count === 0) throw new DatasetError(file, Math.max(1, lineNumber), 'no pictures');
  return rows;
}

interface VoteRows {
  readonly votes: Uint8Array;
  /** Of each row, as the file has them. */
  readonly usages: readonly string[];
  readonly names: readonly string[];
}

function readVotes(file: string): VoteRows {
  const { data } = Papa.parse<string[]>(readFileSync(file, 'utf8'), { skipEmptyLines: true });
  const header = ['Usage', 'Image name', ...VOTE_COLUMNS];
  if (data[0]?.join() !== header.join()) {
    throw new DatasetError(file, 1, `the header is "${data[0]?.join().slice(0, 100)}", expected "${header.join()}"`);
  }
  const votes = new Uint8Array((data.length - 1) * VOTES);
  data.slice(1).forEach((row, i) => {
    if (row.length !== header.length)
      throw new DatasetError(file, i + 2, `${row.length} columns, expected ${header.length}`);
    row.slice(2).forEach((cell, column) => {
      const count = Number(cell);
      if (!/^ *\d+ *$/.test(cell) || count > 10) {
        throw new DatasetError(file, i + 2, `${VOTE_COLUMNS[column]} "${cell}" is not a count of 0 to 10 votes`);
      }
      votes[i * VOTES + column] = count;
    });
  });
  const rows = data.slice(1);
  return { votes, usages: rows.map(([usage]) => usage!.trim()), names: rows.map(([, name]) => name!.trim()) };
}

/** Of rows: names that are less than the one before. Of Training and PublicTest as published, three of 32,298 rows bear another picture’s name. */
const STRAYS = 1e-3;

/**
 * FER+ pairs its rows with FER2013's by position. That both are still in their order shows in what they say about
 * themselves: the same Usage, and image names that count upwards, but for a few.
 */
function checkPairing({ usages, names }: VoteRows, rows: Rows, pictureFile: string, voteFile: string): void {
  usages.forEach((usage, i) => {
    const expected = USAGES[rows.usages[i]!]!;
    if (usage === '' || usage === expected) return;
    throw new DatasetError(
      voteFile,
      i + 2,
      `Usage is "${usage}", but row ${i + 1} of ${pictureFile} is of ${expected}. Both files must hold the same rows in the ` +
        'same order, as they are published',
    );
  });
  const numbered = names.flatMap((name, i) => {
    const number = /(\d+)\.\w+$/.exec(name)?.[1];
    return number === undefined ? [] : [{ name, number: Number(number), line: i + 2 }];
  });
  const strays = numbered.filter(({ number }, i) => i > 0 && number < numbered[i - 1]!.number);
  const [stray] = strays;
  if (!stray || strays.length <= STRAYS * numbered.length) return;
  const { line: before } = numbered[numbered.indexOf(stray) - 1]!;
  throw new DatasetError(
    voteFile,
    stray.line,
    `"${stray.name}" comes after a later picture (line ${before}), so these votes are in another order than the pictures of ` +
      `${pictureFile}. Both files must be as they are published`,
  );
}

/** Pictures on whose expression enough taggers agree are enough to judge by from this many on. */
const JUDGED = 50;
/** On FER2013 as published, 7 of 10 of them have the label that the taggers chose; of shuffled rows, 2. */
const PLAUSIBLE = 0.4;

/** A sentence where most votes name another expression than the labels do; undefined where all is well or nothing can be said. */
export function implausibleVotes({ classes, votes, count }: Faces): string | undefined {
  let judged = 0;
  let same = 0;
  for (let i = 0; i < count; i++) {
    const voted = agreed(votes.subarray(i * VOTES, (i + 1) * VOTES), 6);
    if (voted === undefined || EXPRESSIONS[voted] === 'contempt') continue;
    judged++;
    if (EXPRESSIONS[voted] === FER2013_CLASSES[classes[i]!]) same++;
  }
  if (judged < JUDGED || same / judged >= PLAUSIBLE) return undefined;
  return (
    `The votes name the expression that the labels name on only ${same} of ${judged} pictures with a clear vote. ` +
    'They are probably of other pictures: check that both files are as they were published.'
  );
}

/**
 * Reads both files and pairs their rows by position (FER+'s image names do not count every row).
 * @param voteFile left out: no picture has votes
 * @throws DatasetError naming file and line
 */
export async function readFer2013(
  pictureFile: string,
  voteFile?: string,
  onProgress: ReadProgress = () => {},
): Promise<Faces> {
  const rows = await readPictures(pictureFile, onProgress);
  const table = voteFile === undefined ? undefined : readVotes(voteFile);
  const votes = table?.votes ?? new Uint8Array(rows.count * VOTES);
  const voted = votes.length / VOTES;
  if (voted !== rows.count) {
    const [short, shortCount] = voted < rows.count ? [voteFile!, voted] : [pictureFile, rows.count];
    throw new DatasetError(
      short,
      shortCount + 1,
      `${rows.count} pictures in ${pictureFile}, but ${voted} rows of votes in ${voteFile}; both must hold the same rows`,
    );
  }
  if (table) checkPairing(table, rows, pictureFile, voteFile!);
  return {
    count: rows.count,
    pixels: rows.pixels.slice(0, rows.count * INPUT_AREA),
    classes: Uint8Array.from(rows.classes),
    votes,
    usages: Uint8Array.from(rows.usages),
  };
}
