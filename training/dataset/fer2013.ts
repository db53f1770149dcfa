/**
 * Reads fer2013.csv (Kaggle, ICML 2013 workshop: emotion,pixels,Usage) and fer2013new.csv
 * (https://github.com/microsoft/FERPlus: votes of the same rows, in the same order).
 *
 * Pixels are parsed digit by digit: 74 million numbers as strings would take papaparse and split() half a minute and
 * gigabytes; this takes about a second. The small vote file goes through papaparse.
 */
import { createReadStream, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import Papa from 'papaparse';
import { AREA } from '../../src/engine/input';
import { FER2013_CLASSES, VOTE_COLUMNS, VOTES } from './labels';

export const USAGES = ['Training', 'PublicTest', 'PrivateTest'] as const;
export type Usage = (typeof USAGES)[number];

/** Pictures with both kinds of label; row i of every array belongs to picture i. */
export interface Faces {
  readonly count: number;
  /** Grey levels, AREA per picture. */
  readonly pixels: Uint8Array;
  /** Index into FER2013_CLASSES. */
  readonly classes: Uint8Array;
  /** VOTES counts per picture, in the order of VOTE_COLUMNS. */
  readonly votes: Uint8Array;
  /** Index into USAGES. */
  readonly usages: Uint8Array;
}

/** What is wrong with the input, where, and what was expected. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  constructor(file: string, line: number, problem: string) {
    super(`${file}, line ${line}: ${problem}`);
  }
}

const COMMA = 44;
const SPACE = 32;
const ZERO = 48;

class Rows {
  count = 0;
  pixels = new Uint8Array(1024 * AREA);
  classes: number[] = [];
  usages: number[] = [];

  add(line: string, file: string, lineNumber: number): void {
    const bad = (problem: string) => new DatasetError(file, lineNumber, problem);
    const first = line.indexOf(',');
    const last = line.lastIndexOf(',');
    if (first < 0 || last === first) throw bad('expected three columns: emotion,pixels,Usage');
    const label = Number(line.slice(0, first));
    if (first === 0 || FER2013_CLASSES[label] === undefined)
      throw bad(`emotion "${line.slice(0, first)}" is not one of 0 to 6`);
    const usage = USAGES.indexOf(line.slice(last + 1).trim() as Usage);
    if (usage < 0) throw bad(`Usage "${line.slice(last + 1)}" is not one of ${USAGES.join(', ')}`);
    if (this.pixels.length < (this.count + 1) * AREA) {
      const larger = new Uint8Array(this.pixels.length * 2);
      larger.set(this.pixels);
      this.pixels = larger;
    }
    const quoted = line[first + 1] === '"' ? 1 : 0;
    this.parsePixels(line, first + 1 + quoted, last - quoted, bad);
    this.classes.push(label);
    this.usages.push(usage);
    this.count++;
  }

  private parsePixels(line: string, from: number, to: number, bad: (problem: string) => DatasetError): void {
    const start = this.count * AREA;
    let found = 0;
    let value = -1;
    for (let i = from; i <= to; i++) {
      const code = i === to ? SPACE : line.charCodeAt(i);
      if (code >= ZERO && code <= ZERO + 9) {
        value = Math.max(0, value) * 10 + code - ZERO;
        if (value > 255) throw bad(`pixel ${found + 1} is over 255`);
      } else if (code === SPACE) {
        if (value < 0) continue;
        if (found < AREA) this.pixels[start + found] = value;
        found++;
        value = -1;
      } else {
        throw bad(`pixel ${found + 1} is not a number: "${line[i]}"${code === COMMA ? ' (too many columns?)' : ''}`);
      }
    }
    if (found !== AREA) throw bad(`${found} pixels, expected ${AREA} (48 × 48)`);
  }
}

async function readPictures(file: string): Promise<Rows> {
  const rows = new Rows();
  let lineNumber = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    lineNumber++;
    if (lineNumber === 1) {
      if (line.replace(/^\uFEFF/, '').replaceAll(' ', '') !== 'emotion,pixels,Usage') {
        throw new DatasetError(file, 1, `the header is "${line.slice(0, 60)}", expected "emotion,pixels,Usage"`);
      }
    } else if (line !== '') {
      rows.add(line, file, lineNumber);
    }
  }
  if (rows.count === 0) throw new DatasetError(file, lineNumber, 'no pictures');
  return rows;
}

function readVotes(file: string): Uint8Array {
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
      if (cell.trim() === '' || !Number.isInteger(count) || count < 0 || count > 10) {
        throw new DatasetError(file, i + 2, `${VOTE_COLUMNS[column]} "${cell}" is not a count of 0 to 10 votes`);
      }
      votes[i * VOTES + column] = count;
    });
  });
  return votes;
}

/**
 * Reads both files and pairs their rows by position (FER+'s image names do not count every row).
 * @param voteFile left out: no picture has votes
 * @throws DatasetError naming file and line
 */
export async function readFer2013(pictureFile: string, voteFile?: string): Promise<Faces> {
  const rows = await readPictures(pictureFile);
  const votes = voteFile === undefined ? new Uint8Array(rows.count * VOTES) : readVotes(voteFile);
  const voted = votes.length / VOTES;
  if (voted !== rows.count) {
    const [short, shortCount] = voted < rows.count ? [voteFile!, voted] : [pictureFile, rows.count];
    throw new DatasetError(
      short,
      shortCount + 1,
      `${rows.count} pictures in ${pictureFile}, but ${voted} rows of votes in ${voteFile}; both must hold the same rows`,
    );
  }
  return {
    count: rows.count,
    pixels: rows.pixels.slice(0, rows.count * AREA),
    classes: Uint8Array.from(rows.classes),
    votes,
    usages: Uint8Array.from(rows.usages),
  };
}
