import { launch } from '../chromium/launch';
import type { Measurements } from './bars';
import type {} from './pages/crowd';
import { processorSeconds } from './processor';
import type { Site } from './site';

const SIZES = [1, 4, 16] as const;
/** Faces of a turn, so that each takes as long. */
const FACES = 32;

/** What a face costs the engine in ticks of 1, 4 and 16 participants, by turns. */
export async function benchCrowd(site: Site, rounds: number) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(site.address('crowd'));
    await page.waitForFunction(() => 'readTicks' in globalThis, { timeout: 120_000 });
    const sums = new Map(SIZES.map((size) => [size, { seconds: 0, faces: 0 }]));
    for (let round = -1; round < rounds; round++) {
      for (const size of SIZES) {
        const before = await processorSeconds(browser);
        const faces = await page.evaluate((...args) => readTicks(...args), size, FACES / size);
        const sum = sums.get(size)!;
        if (round < 0) continue;
        sum.seconds += (await processorSeconds(browser)) - before;
        sum.faces += faces;
      }
    }
    const cost = (size: (typeof SIZES)[number]) => (1000 * sums.get(size)!.seconds) / sums.get(size)!.faces;
    const bars: Measurements = {
      crowdCost: {
        value: cost(16) / cost(1),
        how: `${SIZES.map((size) => `${cost(size).toFixed(1)} ms of ${size}`).join(', ')}; ${rounds * FACES} faces each`,
      },
    };
    return { bars, cost };
  } finally {
    await browser.close();
  }
}
