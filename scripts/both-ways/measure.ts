/** Whether what a call saves costs readings: npm run evaluate:ways */
import { existsSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer';
import { INPUT_AREA } from '../../src/engine/input';
import { EXPRESSIONS } from '../../src/expressions';
import { positive } from '../../training/console/options';
import { progress } from '../../training/console/progress';
import { loadFaces } from '../../training/dataset/cache';
import { split } from '../../training/dataset/split';
import { commit } from '../../training/files/commit';
import { agreedRows } from '../../training/metrics/validate';
import { launch } from '../chromium/launch';
import { openModule } from '../chromium/module-page';
import type { DrawnExpression } from '../faces/expressions';
import { PEOPLE } from '../faces/people';
import { listPictures } from '../pictures/list';
import { cli } from '../run.mjs';
import { type Comparison, compare, comparisonTable, type Judged, MOST_APART, pointsApart } from './comparison';
import type {} from './page';

const HELP = `evaluate:ways: whether what a call saves costs readings. Films of the same faces are read as a call reads them (pictures taken
and packed as in a page, faces followed, readings kept, our own kernels) and the slow way (the detector and the network look at
every picture, by tfjs), and counted is who is right. Ends with 1 where they are more than ${MOST_APART} points apart.

  npm run evaluate:ways -- [options]

  --fer2013 FOLDER   with fer2013.csv and fer2013new.csv: PublicTest's pictures on which taggers agree (default: training/data)
  --pictures N       only N of them, evenly
  --pairs FILE       a CSV file of pictures, as evaluate:pictures takes it
  --seconds N        of each film of a picture (default 1; drawn people talk twenty times as long)
  --only A,B         of drawn, fer2013, pairs
  --json FILE        also write all numbers there`;

const SHOWN: readonly DrawnExpression[] = ['neutral', 'happiness', 'surprise', 'sadness', 'anger'];
const TALK = 20;
/** Pictures sent to the browser at once. */
const BATCH = 20;

interface Wanted {
  readonly fer2013: string;
  readonly pictures: number;
  readonly pairs: string | undefined;
  readonly seconds: number;
}

/** A sentence where there is nothing to read. */
type Part = (page: Page, wanted: Wanted) => Promise<Comparison | string>;

const PARTS: Readonly<Record<string, Part>> = { drawn, fer2013, pairs };

await cli(async () => {
  const { values: options } = parseArgs({
    options: {
      fer2013: { type: 'string', default: 'training/data' },
      pictures: { type: 'string' },
      pairs: { type: 'string' },
      seconds: { type: 'string', default: '1' },
      only: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const names = options.only?.split(',') ?? Object.keys(PARTS);
  const unknown = names.find((name) => !(name in PARTS));
  if (unknown !== undefined) throw new Error(`There is no part "${unknown}". Parts: ${Object.keys(PARTS).join(', ')}.`);
  const wanted = {
    ...options,
    pairs: options.pairs,
    pictures: options.pictures ? positive('--pictures', options.pictures) : Number.POSITIVE_INFINITY,
    seconds: positive('--seconds', options.seconds),
  };
  const browser = await launch();
  const { page, close } = await openModule(browser, 'scripts/both-ways/page.ts');
  try {
    await page.waitForFunction(() => 'readFiles' in globalThis, { timeout: 120_000 });
    const results: (Comparison | string)[] = [];
    for (const name of names) results.push(await PARTS[name]!(page, wanted));
    const read = results.filter((result) => typeof result !== 'string');
    const left = results.filter((result) => typeof result === 'string');
    const at = commit();
    if (read.length > 0) console.log(`\nAt commit ${at}:\n\n${comparisonTable(read)}\n`);
    for (const sentence of left) console.log(sentence);
    if (options.json) writeFileSync(options.json, `${JSON.stringify({ commit: at, read, left }, null, 1)}\n`);
    return read.some((one) => Math.abs(pointsApart(one)) > MOST_APART) ? 1 : 0;
  } finally {
    await close();
    await browser.close();
  }
});

async function drawn(page: Page, { seconds }: Wanted): Promise<Comparison> {
  const films: Judged[][] = [];
  const told = progress('drawn people who talk');
  for (const who of PEOPLE.keys()) {
    for (const truth of SHOWN) {
      const both = await page.evaluate((...args) => readTalker(...args), who, truth, TALK * seconds);
      films.push(both.map((one) => ({ ...one, truth })));
      told(films.length / (PEOPLE.length * SHOWN.length));
    }
  }
  return compare('drawn people who talk', films);
}

async function fer2013(page: Page, { fer2013: folder, pictures, seconds }: Wanted): Promise<Comparison | string> {
  if (!existsSync(join(folder, 'fer2013.csv')))
    return `PublicTest was left out: there is no fer2013.csv in ${folder}; --fer2013 names another folder.`;
  const faces = await loadFaces(folder);
  const { validation } = split(faces);
  const { positions, truths } = agreedRows(faces, validation);
  const chosen = evenly([...positions.keys()], pictures);
  const films: Judged[][] = [];
  const told = progress('PublicTest');
  for (let start = 0; start < chosen.length; start += BATCH) {
    const batch = chosen.slice(start, start + BATCH);
    const levels = batch.flatMap((i) => {
      const row = validation[positions[i]!]!;
      return [...faces.pixels.subarray(row * INPUT_AREA, (row + 1) * INPUT_AREA)];
    });
    const read = await page.evaluate((...args) => readLevels(...args), levels, seconds, start);
    films.push(...read.map((both, i) => both.map((one) => ({ ...one, truth: EXPRESSIONS[truths[batch[i]!]!]! }))));
    told(films.length / chosen.length);
  }
  return compare('PublicTest of FER2013', films);
}

async function pairs(page: Page, { pairs: list, seconds }: Wanted): Promise<Comparison | string> {
  if (list === undefined) return 'Photographs were left out: --pairs names a list of them.';
  const pictures = listPictures(list).pictures.filter(({ truth }) => truth !== undefined);
  const films: Judged[][] = [];
  const told = progress('photographs');
  for (let start = 0; start < pictures.length; start += BATCH) {
    const batch = pictures.slice(start, start + BATCH);
    const files = await Promise.all(batch.map(({ file }) => readFile(file, 'base64')));
    const read = await page.evaluate((...args) => readFiles(...args), files, 5 * seconds, start);
    films.push(...read.map((both, i) => both.map((one) => ({ ...one, truth: batch[i]!.truth! }))));
    told(films.length / pictures.length);
  }
  return compare('photographs', films);
}

function evenly(rows: readonly number[], count: number): number[] {
  const taken = Math.min(count, rows.length);
  return Array.from({ length: taken }, (_, i) => rows[Math.floor((i * rows.length) / taken)]!);
}
