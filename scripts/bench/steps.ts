import { launch } from '../chromium/launch';
import { openModule } from '../chromium/module-page';
import { quantile } from './quantile';

const ROUNDS = 200;
/** The first runs compile and warm up. */
const WARM_UP = 10;

/** p50 and p95 of each step of the engine, milliseconds. */
export async function benchSteps(): Promise<Record<string, { p50: string; p95: string }>> {
  const browser = await launch();
  try {
    const { page, close } = await openModule(browser, 'scripts/bench/pages/steps.ts');
    try {
      await page.waitForFunction(() => 'timeSteps' in globalThis, { timeout: 60_000 });
      const times = await page.evaluate((rounds) => timeSteps(rounds), ROUNDS + WARM_UP);
      return Object.fromEntries(
        Object.entries(times).map(([step, all]) => {
          const warm = all.slice(WARM_UP);
          return [step, { p50: quantile(warm, 0.5).toFixed(1), p95: quantile(warm, 0.95).toFixed(1) }];
        }),
      );
    } finally {
      await close();
    }
  } finally {
    await browser.close();
  }
}
