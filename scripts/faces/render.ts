import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../chromium/bundle';
import { launch } from '../chromium/launch';
import type { Clip, Picture } from './clip';
import type { DrawnExpression } from './expressions';
import type { Person } from './people';

const HERE = import.meta.dirname;
const CACHE = join(HERE, '../../.cache/faces');
const DRAWN_FPS = 15;
/** An .mjpeg file carries no rate, and Chromium's fake camera plays it at 30 pictures a second. */
const REPEATS = 2;

/** The path of a clip as Chromium's fake camera plays it, drawn once and kept in .cache/. */
export async function clipFile(clip: Clip, picture: Picture = { width: 640, height: 360 }): Promise<string> {
  const file = join(CACHE, `${key(clip, picture)}.mjpeg`);
  if (existsSync(file)) return file;
  const frames = await inPage((page) => page.evaluate((...args) => faces.clip(...args), clip, picture, DRAWN_FPS));
  const jpegs = frames.map(bytesOf).flatMap((jpeg) => Array<Buffer>(REPEATS).fill(jpeg));
  mkdirSync(CACHE, { recursive: true });
  // Two test runs may draw the same clip at once.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, Buffer.concat(jpegs));
  renameSync(unfinished, file);
  return file;
}

/** Several clips' pictures as JPEG, drawn in one browser. */
export async function clips(wanted: readonly Clip[], picture: Picture, fps: number): Promise<Buffer[][]> {
  return inPage(async (page) => {
    const drawn: Buffer[][] = [];
    for (const clip of wanted) {
      const frames = await page.evaluate((...args) => faces.clip(...args), clip, picture, fps);
      drawn.push(frames.map(bytesOf));
    }
    return drawn;
  });
}

const SHEET: Picture = { width: 220, height: 220 };

/** Everybody with every expression, one PNG. */
export async function sheet(picture = SHEET): Promise<Buffer> {
  return bytesOf(await inPage((page) => page.evaluate((size) => faces.sheet(size), picture)));
}

/** One person with some expressions side by side, one PNG. */
export async function portraits(
  person: Person,
  expressions: readonly DrawnExpression[],
  picture = SHEET,
): Promise<Buffer> {
  return bytesOf(
    await inPage((page) =>
      page.evaluate((size, who, shown) => faces.sheet(size, [who], shown), picture, person, expressions),
    ),
  );
}

/** Everybody talking, an eighth of a second from one column to the next: one PNG. */
export async function talkSheet(picture: Picture = { width: 130, height: 130 }): Promise<Buffer> {
  return bytesOf(await inPage((page) => page.evaluate((size) => faces.talkSheet(size, 12, 8), picture)));
}

async function inPage<T>(use: (page: import('puppeteer').Page) => Promise<T>): Promise<T> {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await bundle(join(HERE, 'page.ts')) });
    return await use(page);
  } finally {
    await browser.close();
  }
}

function bytesOf(dataUrl: string): Buffer {
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
}

/** Changes with the drawing's own code, so that the cache never holds yesterday's faces. */
function key(...parts: unknown[]): string {
  const hash = createHash('sha256').update(JSON.stringify(parts));
  for (const name of readdirSync(HERE).sort()) {
    if (name.endsWith('.ts')) hash.update(readFileSync(join(HERE, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
