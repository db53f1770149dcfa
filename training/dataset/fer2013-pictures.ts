/**
 * FER2013's pictures and labels, in every CSV form that they come in (Kaggle, ICML 2013 workshop: fer2013.csv,
 * icml_face_data.csv, train.csv; columns by name, in any order).
 *
 * Pixels are parsed digit by digit: 74 million numbers as strings would take papaparse and split() half a minute and
 * gigabytes; this takes about a second.
 */
import { createReadStream, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { INPUT_AREA } from '../../src/engine/input';
import { DatasetError } from './dataset-error';
import { USAGES } from './faces';

/** What a file of pictures holds; row i of each belongs to picture i. */
export interface PictureRows {
  readonly count: number;
  /** Grey levels, INPUT_AREA per picture; there may be room for more. */
  readonly pixels: Uint8Array;
  /** Index into FER2013_CLASSES. */
  readonly classes: readonly number[];
  /** Index into USAGES. */
  readonly usages: readonly number[];
}

/** Told now and then how much of a file is read, 0 to 1. */
export type ReadProgress = (share: number) => void;

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

/** Rows as they are read, one after another. */
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

/** @throws DatasetError naming file and line */
export async function readPictures(file: string, onProgress: ReadProgress): Promise<PictureRows> {
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
