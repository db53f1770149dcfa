import { expect, it } from 'vitest';
import { launch } from '../../scripts/chromium/launch';
import { openModule } from '../../scripts/chromium/module-page';
import type {} from './store-page';

/** A page whose store holds an hour of 16 participants; IndexedDB wants one with an address. */
async function withAnHour(work: (page: Awaited<ReturnType<typeof openModule>>['page']) => Promise<void>) {
  const browser = await launch();
  try {
    const { page, close } = await openModule(browser, 'tests/session/store-page.ts');
    try {
      await page.waitForFunction(() => 'facet' in window);
      await page.evaluate(() => window.facet.fill('hour', 16, 3600));
      await work(page);
    } finally {
      await close();
    }
  } finally {
    await browser.close();
  }
}

// 1.1 s and 0.4 s on two quiet cores, 2.4 and 0.8 on two that other programs filled (2026-11-28).
it('an hour of 16 participants is opened, and sealed anew without one of them, within five seconds each', () =>
  withAnHour(async (page) => {
    const before = await page.evaluate(() => window.facet.unsealing('hour'));
    const anew = await page.evaluate(() => window.facet.resealing('hour', 'spaces/abc/devices/3'));
    const after = await page.evaluate(() => window.facet.unsealing('hour'));
    console.log(`${before.rows} rows opened in ${before.ms.toFixed(0)} ms, sealed anew in ${anew.toFixed(0)} ms`);
    expect([before.rows, after.rows]).toEqual([16 * 3600, 15 * 3600]);
    expect(before.ms).toBeLessThan(5000);
    expect(anew).toBeLessThan(5000);
  }));

it('an export of an hour of 16 participants does not freeze the page', () =>
  withAnHour(async (page) => {
    // The best of three: other programs can only make it look slower.
    const runs = [];
    for (let i = 0; i < 3; i++) runs.push(await page.evaluate(() => window.facet.longestTask('hour')));
    expect(Math.min(...runs.map(({ longest }) => longest))).toBeLessThan(100);
  }));
