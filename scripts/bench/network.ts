import { launch } from '../chromium/launch';
import type { Measurements } from './bars';
import type {} from './pages/network';
import { median } from './quantile';
import type { Site } from './site';

/** The first runs compile and warm up. */
const WARM_UP = 10;

/** The shipped network beside a plain one of 65 MFLOP, one face at a time, by turns. */
export async function benchNetwork(site: Site, rounds: number): Promise<{ bars: Measurements }> {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(site.address('network'));
    await page.waitForFunction(() => 'timeNetworks' in globalThis, { timeout: 60_000 });
    const times = await page.evaluate((count) => timeNetworks(count), rounds + WARM_UP);
    const [shipped, plain] = [times.shipped, times.yardstick].map((all) => median(all.slice(WARM_UP))) as [
      number,
      number,
    ];
    const how = `${shipped.toFixed(2)} of ${plain.toFixed(2)} ms, p50 of ${rounds} rounds, one face, wasm`;
    return { bars: { network: { value: shipped / plain, how } } };
  } finally {
    await browser.close();
  }
}
