import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch } from '../../scripts/chromium/launch';
import { type ModulePage, openModule } from '../../scripts/chromium/module-page';
import { BACKDROP } from '../../src/engine/backdrop';
import type {} from './buffers-page';

describe('nothing of a picture reaches the next one', () => {
  let browser: Browser;
  let opened: ModulePage;
  beforeAll(async () => {
    browser = await launch();
    opened = await openModule(browser, 'tests/engine/buffers-page.ts');
    await opened.page.waitForFunction(() => 'buffersTest' in globalThis, { timeout: 60_000 });
  });
  afterAll(async () => {
    await opened?.close();
    await browser?.close();
  });

  it.each([false, true])('whatever was read before it, a failure in between: %s', async (failing) => {
    expect(await opened.page.evaluate((given) => buffersTest.readAfterEveryOther(given), failing)).toEqual([]);
  });

  it('as what is transparent lies over one grey, in bitmaps and in frames', async () => {
    const half = Math.round(BACKDROP / 2);
    const shown = (paint: [number, number, number, number]) =>
      opened.page.evaluate((given) => buffersTest.opaque(given), paint);
    expect(await shown([10, 20, 30, 0])).toEqual(Array(2).fill([BACKDROP, BACKDROP, BACKDROP, 255]));
    expect(await shown([10, 20, 30, 255])).toEqual(Array(2).fill([10, 20, 30, 255]));
    for (const [red, green, blue, alpha] of await shown([255, 0, 0, 128])) {
      expect(Math.abs(red! - 192)).toBeLessThanOrEqual(1);
      expect(Math.abs(green! - half)).toBeLessThanOrEqual(1);
      expect(Math.abs(blue! - half)).toBeLessThanOrEqual(1);
      expect(alpha).toBe(255);
    }
  });

  it('in parts of pictures', async () => {
    expect(await opened.page.evaluate(() => buffersTest.partAfterPart())).toEqual([BACKDROP, BACKDROP, BACKDROP, 255]);
  });

  it('on its way from the page', async () => {
    const { got, wanted } = await opened.page.evaluate(() => buffersTest.packed());
    expect(got).toEqual(wanted);
  });

  it('in the small pictures that tell whether a canvas moves', async () => {
    expect(await opened.page.evaluate(() => buffersTest.thumbnails())).toEqual({
      blank: true,
      same: true,
      afterFailure: true,
    });
  });

  it('in what the face detector is given', async () => {
    expect(await opened.page.evaluate(() => buffersTest.standIn())).toEqual({
      first: true,
      refused: true,
      memory: [0],
      again: true,
    });
  });
});
