import { launch } from '../driver/launch';
import { openModule } from '../driver/module-page';
import { quantile } from './quantile';

const ROUNDS = 100;
/** The first runs compile and warm up. */
const WARM_UP = 10;

/** The shipped network beside a plain one of 65 MFLOP: p50 and p95 for one face, milliseconds, and their ratio. */
export async function benchNetwork(): Promise<Record<string, { p50: string; p95: string; ratio: string }>> {
  const browser = await launch();
  try {
    const { page, close } = await openModule(browser, 'scripts/bench/network-page.ts');
    try {
      await page.waitForFunction(() => 'timeNetworks' in globalThis, { timeout: 60_000 });
      const times = await page.evaluate((rounds) => timeNetworks(rounds), ROUNDS + WARM_UP);
      const of = (all: readonly number[], share: number) => quantile(all.slice(WARM_UP), share);
      return Object.fromEntries(
        Object.entries(times).map(([name, all]) => [
          name,
          {
            p50: of(all, 0.5).toFixed(2),
            p95: of(all, 0.95).toFixed(2),
            ratio: (of(all, 0.5) / of(times.yardstick, 0.5)).toFixed(2),
          },
        ]),
      );
    } finally {
      await close();
    }
  } finally {
    await browser.close();
  }
}
