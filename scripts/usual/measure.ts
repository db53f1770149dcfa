/**
 * How well slight smiles are told from the same people's resting faces: npx tsx scripts/usual/measure.ts FOLDER
 * The folder holds ID-neutral.jpg and ID-smiling.jpg of each person. Each pair makes a call of a minute, a reading a second:
 * 20 of the resting face to learn from, 20 more, 20 of the smile, under the noise of frames.ts, through the real pipeline.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from '../chromium/launch';
import { openModule } from '../chromium/module-page';
import type { More } from './page';

const folder = process.argv[2];
const names = folder ? readdirSync(folder) : [];
const people = names.flatMap((name) => /^(.+)-neutral\.jpg$/.exec(name)?.[1] ?? []);
const pairs = people.filter((id) => names.includes(`${id}-smiling.jpg`));
if (!folder || pairs.length === 0) {
  throw new Error('Name a folder with pairs of pictures, ID-neutral.jpg and ID-smiling.jpg.');
}
const url = (id: string, which: string) =>
  `data:image/jpeg;base64,${readFileSync(join(folder, `${id}-${which}.jpg`)).toString('base64')}`;

const resting: More[] = [];
const smiling: More[] = [];
const browser = await launch();
const { page, close } = await openModule(browser, 'scripts/usual/page.ts');
try {
  await page.waitForFunction(() => 'readPair' in globalThis, { timeout: 60_000 });
  for (const [i, id] of pairs.entries()) {
    const pair = [url(id, 'neutral'), url(id, 'smiling')] as const;
    const read = await page.evaluate((a, b, seed) => readPair(a, b, seed), ...pair, i + 1);
    resting.push(...read.resting);
    smiling.push(...read.smiling);
    console.log(id, 'smiling', count(read.smiling, isSmile), 'resting', count(read.resting, isMarked), 'of 20');
  }
} finally {
  await close();
  await browser.close();
}
console.log(`${pairs.length} pairs`);
console.log(
  `smiles marked as "smiles more than usual": ${share(smiling, isSmile)}, as another: ${share(smiling, isOther)}`,
);
console.log(`resting faces marked: ${share(resting, isMarked)}`);
console.log(`not compared: ${share([...resting, ...smiling], (more) => more === undefined)}`);

function isMarked(more: More): boolean {
  return more !== null && more !== undefined;
}

function isSmile(more: More): boolean {
  return more === 'happiness';
}

function isOther(more: More): boolean {
  return isMarked(more) && !isSmile(more);
}

function count(all: readonly More[], test: (more: More) => boolean): number {
  return all.filter(test).length;
}

function share(all: readonly More[], test: (more: More) => boolean): string {
  return `${count(all, test)} of ${all.length} (${((100 * count(all, test)) / all.length).toFixed(1)} %)`;
}
