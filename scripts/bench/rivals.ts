import type { Browser, Page } from 'puppeteer';
import { launch } from '../chromium/launch';
import type { Measurements } from './bars';
import type {} from './pages/rival';
import { processorSeconds } from './processor';
import { median } from './quantile';
import type { Site } from './site';

const RIVALS = ['facet', 'human', 'face-api'] as const;
type RivalName = (typeof RIVALS)[number];

/** Pictures at a time: so many that the browser's own doings do not count, so few that each meets the same machine. */
const TURN = 10;
const SIZES = [
  { width: 320, height: 180 },
  { width: 640, height: 360 },
];

interface Sums {
  seconds: number;
  missed: number;
  readonly times: number[];
}

/** What one picture of somebody who talks costs Facet and the peers, by turns, each in a browser of its own. */
export async function compareRivals(site: Site, { pictures, openings }: { pictures: number; openings: number }) {
  const browsers = new Map<RivalName, Browser>();
  try {
    for (const name of RIVALS) browsers.set(name, await launch());
    const opened = await timeOpenings(browsers, site, openings);
    const [small, large] = [
      await timePictures(browsers, site, SIZES[0]!, pictures),
      await timePictures(browsers, site, SIZES[1]!, pictures),
    ];
    return report(opened, small, large, pictures);
  } finally {
    await Promise.all([...browsers.values()].map((browser) => browser.close()));
  }
}

async function timeOpenings(browsers: ReadonlyMap<RivalName, Browser>, site: Site, rounds: number) {
  const times: Record<RivalName, number[]> = { facet: [], human: [], 'face-api': [] };
  // Nobody's first: a browser that never ran a script is slower.
  for (let round = -1; round < rounds; round++) {
    for (const [name, browser] of browsers) {
      const page = await openRivalPage(browser, site, name);
      const time = await page.evaluate(() => openRival());
      if (round >= 0) times[name].push(time);
      await page.close();
    }
  }
  return times;
}

async function timePictures(
  browsers: ReadonlyMap<RivalName, Browser>,
  site: Site,
  { width, height }: { width: number; height: number },
  count: number,
): Promise<Record<RivalName, Sums>> {
  const sums: Record<RivalName, Sums> = {
    facet: { seconds: 0, missed: 0, times: [] },
    human: { seconds: 0, missed: 0, times: [] },
    'face-api': { seconds: 0, missed: 0, times: [] },
  };
  const pages = new Map<RivalName, Page>();
  for (const [name, browser] of browsers) {
    const page = await openRivalPage(browser, site, name);
    await page.evaluate(() => openRival());
    await page.evaluate((...size) => drawPictures(...size), width, height);
    await page.evaluate((n) => takeTurn(n), TURN);
    pages.set(name, page);
  }
  for (let read = 0; read < count; read += TURN) {
    for (const [name, page] of pages) {
      const browser = browsers.get(name)!;
      const before = await processorSeconds(browser);
      const { missed, times } = await page.evaluate((n) => takeTurn(n), TURN);
      sums[name].seconds += (await processorSeconds(browser)) - before;
      sums[name].missed += missed;
      sums[name].times.push(...times);
    }
  }
  await Promise.all([...pages.values()].map((page) => page.close()));
  return sums;
}

async function openRivalPage(browser: Browser, site: Site, name: RivalName): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(site.address(name));
  await page.waitForFunction(() => 'openRival' in globalThis, { timeout: 60_000 });
  return page;
}

function report(
  opened: Readonly<Record<RivalName, number[]>>,
  small: Readonly<Record<RivalName, Sums>>,
  large: Readonly<Record<RivalName, Sums>>,
  pictures: number,
) {
  const cost = (sums: Readonly<Record<RivalName, Sums>>, name: RivalName) =>
    (1000 * sums[name].seconds) / sums[name].times.length;
  const against = (peer: RivalName) => ({
    value: cost(small, 'facet') / cost(small, peer),
    how:
      `${cost(small, 'facet').toFixed(1)} of ${cost(small, peer).toFixed(1)} ms of processor time, ${pictures} pictures of 320 × 180; ` +
      `640 × 360: ${cost(large, 'facet').toFixed(1)} of ${cost(large, peer).toFixed(1)}`,
  });
  const faster = Math.min(median(opened.human), median(opened['face-api']));
  const bars: Measurements = {
    human: against('human'),
    faceApi: against('face-api'),
    opening: {
      value: median(opened.facet) / faster,
      how: `medians of ${opened.facet.length}, ms: ${RIVALS.map((name) => `${name} ${median(opened[name]).toFixed(0)}`).join(', ')}`,
    },
  };
  const table = Object.fromEntries(
    RIVALS.map((name) => [
      name,
      {
        'processor, ms': cost(small, name).toFixed(1),
        'clock p50, ms': median(small[name].times).toFixed(1),
        '640 × 360: processor, ms': cost(large, name).toFixed(1),
        'p50, ms': median(large[name].times).toFixed(1),
        'no face': `${small[name].missed + large[name].missed} of ${2 * pictures}`,
        'first answer, ms': median(opened[name]).toFixed(0),
      },
    ]),
  );
  return { bars, table };
}
