/** FER+'s votes on FER2013's pictures: fer2013new.csv (https://github.com/microsoft/FERPlus), the same rows in the same order. */
import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { EXPRESSIONS } from '../../src/expressions';
import { DatasetError } from './dataset-error';
import { type Faces, USAGES } from './faces';
import type { PictureRows } from './fer2013-pictures';
import { agreed, FER2013_CLASSES, VOTE_COLUMNS, VOTES } from './labels';

/** What a file of votes holds; row i of each belongs to picture i. */
export interface VoteRows {
  /** VOTES counts per row, in the order of VOTE_COLUMNS. */
  readonly votes: Uint8Array;
  /** Of each row, as the file has them. */
  readonly usages: readonly string[];
  readonly names: readonly string[];
}

/** @throws DatasetError naming file and line */
export function readVotes(file: string): VoteRows {
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
 * @throws DatasetError naming the first row that is not in order
 */
export function checkPairing(
  { usages, names }: VoteRows,
  rows: Pick<PictureRows, 'usages'>,
  pictureFile: string,
  voteFile: string,
): void {
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
