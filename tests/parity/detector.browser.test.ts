import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../../scripts/chromium/launch';
import { type ModulePage, openModule } from '../../scripts/chromium/module-page';
import type { Range } from '../../src/engine/detector';
import type { DetectedFace, Quarters } from '../../src/engine/types';
import type { Both } from './detector-page';

let browser: Browser;
let opened: ModulePage;
beforeAll(async () => {
  browser = await launch();
  opened = await openModule(browser, 'tests/parity/detector-page.ts');
  await opened.page.waitForFunction(() => 'detectBoth' in globalThis, { timeout: 60_000 });
});
afterAll(async () => {
  await opened?.close();
  await browser?.close();
});

/** Of a face both found: how far its eyes and its box are apart, in its widths. */
function apart({ width, height }: Both, a: DetectedFace, b: DetectedFace): { eyes: number; box: number } {
  const face = b.box.width * width;
  const eye = (which: 'leftEye' | 'rightEye') =>
    Math.hypot((a[which].x - b[which].x) * width, (a[which].y - b[which].y) * height) / face;
  return { eyes: (eye('leftEye') + eye('rightEye')) / 2, box: Math.abs(a.box.width / b.box.width - 1) };
}

describe('our own BlazeFace and MediaPipe’s', () => {
  it.each([
    ['short', 0],
    ['short', 1],
    ['short', 2],
    ['full', 0],
    ['full', 3],
  ] as const)('find the same faces: %s range, %i quarter turns', async (range: Range, quarters: Quarters) => {
    const pictures = await opened.page.evaluate((...args) => detectBoth(...args), range, quarters);
    expect(pictures.map(({ own }) => own.length)).toEqual(pictures.map(({ mediaPipe }) => mediaPipe.length));
    const found = pictures.filter(({ mediaPipe }) => mediaPipe.length > 0);
    expect(found.length).toBeGreaterThan(0.9 * pictures.length);
    const off = found.map((both) => apart(both, both.own[0]!, both.mediaPipe[0]!));
    const sorted = off.map(({ eyes }) => eyes).sort((a, b) => a - b);
    expect(sorted[Math.floor(0.95 * sorted.length)]).toBeLessThan(0.01);
    // An anchor more or less on the edge of the overlap moves what is blended.
    expect(sorted.at(-1)).toBeLessThan(0.04);
    // MediaPipe's box is in whole pixels.
    expect(Math.max(...off.map(({ box }) => box))).toBeLessThan(0.05);
    const scores = found.map(({ own, mediaPipe }) => Math.abs(own[0]!.score - mediaPipe[0]!.score));
    expect(Math.max(...scores)).toBeLessThan(0.02);
  });
});
