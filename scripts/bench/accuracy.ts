import type { Box } from '../../src/box';
import { launch } from '../chromium/launch';
import type { DrawnExpression } from '../faces/expressions';
import { PEOPLE } from '../faces/people';
import type { Measurements } from './bars';
import type { Pair } from './pages/accuracy';
import { quantile } from './quantile';
import type { Site } from './site';

const SHOWN: readonly DrawnExpression[] = ['neutral', 'happiness', 'surprise', 'sadness', 'anger'];

/** What following and keeping readings costs: drawn people who talk, read as in a call and picture by picture. */
export async function benchAccuracy(site: Site, seconds: number): Promise<{ bars: Measurements }> {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(site.address('accuracy'));
    await page.waitForFunction(() => 'readTwice' in globalThis, { timeout: 120_000 });
    const right = { call: 0, every: 0 };
    const off: number[] = [];
    let all = 0;
    for (const who of PEOPLE.keys()) {
      for (const shown of SHOWN) {
        const pairs: Pair[] = await page.evaluate((...args) => readTwice(...args), who, shown, seconds);
        for (const { call, every } of pairs) {
          all++;
          if (call?.expression === shown) right.call++;
          if (every?.expression === shown) right.every++;
          if (call && every) off.push(farthest(call.box, every.box));
        }
      }
    }
    const share = (count: number) => (100 * count) / all;
    return {
      bars: {
        readings: {
          value: Math.abs(share(right.call) - share(right.every)),
          how: `read as drawn: ${share(right.call).toFixed(2)} % of ${all}, ${share(right.every).toFixed(2)} % picture by picture; ${PEOPLE.length} talkers`,
        },
        boxes: {
          value: 100 * quantile(off, 0.9),
          how: `the edge that is farthest off, ${off.length} boxes; p50 ${(100 * quantile(off, 0.5)).toFixed(1)} %`,
        },
      },
    };
  } finally {
    await browser.close();
  }
}

/** Of the four edges, in widths of the second. */
function farthest(a: Box, b: Box): number {
  const x = Math.max(Math.abs(a.x - b.x), Math.abs(a.x + a.width - b.x - b.width)) / b.width;
  const y = Math.max(Math.abs(a.y - b.y), Math.abs(a.y + a.height - b.y - b.height)) / b.height;
  return Math.max(x, y);
}
