import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../../scripts/chromium/launch';
import { openModule } from '../../scripts/chromium/module-page';
import type { DrawnExpression } from '../../scripts/faces/expressions';
import { PEOPLE } from '../../scripts/faces/people';
import { portraits, sheet } from '../../scripts/faces/render';
import type { FaceReading } from '../../src/engine/types';
import { openReader, type Reader } from '../../training/read/reader';
import type {} from './read-page';

const SHOWN = ['neutral', 'happiness', 'surprise', 'sadness'] as const satisfies readonly DrawnExpression[];
/** One face of a sheet, pixels. */
const SHEET = 220;
const { signal } = new AbortController();
const folder = mkdtempSync(join(tmpdir(), 'facet-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Rows of four people, somebody’s row, one face turned as its EXIF says, grey, half transparent, and no face. */
const files: Record<string, string> = {};
let reader: Reader;
const inBrowser: Record<string, readonly FaceReading[]> = {};

beforeAll(async () => {
  const whole = await sheet();
  const people = await sharp(whole)
    .extract({ left: 0, top: 0, width: 4 * SHEET, height: 4 * SHEET })
    .png()
    .toBuffer();
  const row = await portraits(PEOPLE[2], SHOWN, { width: 320, height: 320 });
  const one = await sharp(row).extract({ left: 320, top: 0, width: 320, height: 320 }).png().toBuffer();
  const contents = {
    'people.png': people,
    'row.jpg': await sharp(row).jpeg({ quality: 95 }).toBuffer(),
    'turned.jpg': await sharp(one).rotate(270).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer(),
    'grey.webp': await sharp(one).greyscale().webp({ lossless: true }).toBuffer(),
    'clear.png': await sharp(one).ensureAlpha(0.6).png().toBuffer(),
    'wall.png': await sharp({ create: { width: 300, height: 200, channels: 3, background: '#8899aa' } })
      .png()
      .toBuffer(),
  };
  for (const [name, content] of Object.entries(contents)) {
    files[name] = join(folder, name);
    writeFileSync(files[name], content);
  }
  reader = await openReader('models/emotion');
  const browser = await launch();
  try {
    const { page, close } = await openModule(browser, 'tests/training/read-page.ts');
    await page.waitForFunction(() => 'readFile' in globalThis, { timeout: 60_000 });
    for (const name of Object.keys(contents))
      inBrowser[name] = await page.evaluate((file) => readFile(file), readFileSync(files[name]!, 'base64'));
    await close();
  } finally {
    await browser.close();
  }
});

describe('in Node, faces are read as in the browser', () => {
  it.each(['people.png', 'row.jpg', 'turned.jpg', 'grey.webp', 'clear.png', 'wall.png'])('%s', async (name) => {
    const { faces } = await reader.read(files[name]!, signal);
    const expected = inBrowser[name]!;
    expect(faces).toHaveLength(expected.length);
    let [place, share] = [0, 0];
    for (const [i, face] of faces.entries()) {
      const other = expected[i]!;
      expect(face.expression, `face ${i + 1}`).toBe(other.expression);
      for (const side of ['x', 'y', 'width', 'height'] as const)
        place = Math.max(place, Math.abs(face.box[side] - other.box[side]));
      for (const [k, p] of (face.probabilities ?? []).entries())
        share = Math.max(share, Math.abs(p - other.probabilities![k]!));
    }
    expect(place).toBeLessThan(0.005);
    expect(share).toBeLessThan(0.05);
  });

  it('and as they were drawn', async () => {
    const { faces } = await reader.read(files['row.jpg']!, signal);
    expect(faces.map(({ expression }) => expression)).toEqual(SHOWN);
    expect((await reader.read(files['wall.png']!, signal)).faces).toEqual([]);
  });
});
