import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import { CALLS } from '../../scripts/call/server';
import { bundle } from '../../scripts/chromium/bundle';
import { PROFILED, type Share, shareOf } from '../../scripts/driver/cpu-profile';
import { DIST } from '../../scripts/driver/facet';
import { overlayOf } from '../../scripts/driver/overlay';
import { stretchOf, TIMED } from '../../scripts/driver/stretch';
import { until } from '../../scripts/driver/until';
import type {} from './gallery-page';
import { readCall, useFacet } from './session';

/** Milliseconds over which frames are counted. */
const TIME = 6_000;
/** Milliseconds over which scripts are sampled; each takes Chromium three to hand over. */
const PROFILE = { without: 1_000, reading: 4_000 };
/**
 * The product's bars. Where more wants to run than there are cores, Facet's engine takes from the page what nobody has to
 * spare: then frames give way, to a point. What scripts take is time on a core, which others do not lengthen; by the clock it
 * is never more than twice that.
 */
const LEAST_FRAMES = { alone: 0.9, crowded: 0.75 };
const MOST_SCRIPTING = 0.05;
/** Badges at a time, at the least, for the measurement to be one of reading. */
const READ = 10;

/** What runs on the page's main thread. */
const CONTENT_SCRIPT = JSON.parse(readFileSync(join(DIST, 'manifest.json'), 'utf8')).content_scripts[0].js[0] as string;

const facet = useFacet({ myExpression: 'happiness' });

it('49 people who change places every second cost the page little', async () => {
  const page = await openGallery();
  const before = await framesOf(page);
  const idle = shareOf(await trace(page, PROFILE.without), isContentScript);
  const popup = await readCall(facet(), page);
  await until(async () => ((await overlayOf(page))?.badges ?? []).length >= READ, {
    timeout: 40_000,
    otherwise: async () => JSON.stringify(await overlayOf(page)),
  });
  await page.bringToFront();
  const during = await framesOf(page);
  // Not beside the frames: who samples stacks takes a tenth of a core himself.
  const reading = await trace(page, PROFILE.reading);
  await popup.press('Stop');
  await page.bringToFront();
  const after = await framesOf(page);

  const without = (before + after) / 2;
  const isCrowded = loadavg()[0]! > availableParallelism();
  const busy = shareOf(reading, isContentScript);
  const stretch = stretchOf(reading, isContentScript);
  console.info(report(without, during, busy, stretch));
  expect(idle.share, 'without reading, nothing of Facet runs').toBeLessThan(0.001);
  expect(during / without).toBeGreaterThan(isCrowded ? LEAST_FRAMES.crowded : LEAST_FRAMES.alone);
  expect(busy.share).toBeLessThan(MOST_SCRIPTING * Math.min(2, stretch));
  expect(busy.share, 'the trace shows it at all').toBeGreaterThan(0.001);
}, 180_000);

/** The gallery under Google Meet's address. */
async function openGallery(): Promise<Page> {
  const script = await bundle(join(import.meta.dirname, 'gallery-page.ts'));
  const page = await facet().browser.newPage();
  await page.setViewport({ width: 1280, height: 720 });
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const isPage = request.url() === CALLS.meet;
    void request.respond(
      isPage
        ? {
            contentType: 'text/html',
            body: `<!doctype html><style>body{margin:0;background:#111}</style><body><script>${script}</script>`,
          }
        : { status: 404 },
    );
  });
  await page.goto(CALLS.meet);
  await page.waitForFunction(() => window.gallery.playing(), { timeout: 30_000 });
  return page;
}

/** Frames a second of the page's own animation. */
async function framesOf(page: Page): Promise<number> {
  return (await page.evaluate((time) => window.gallery.framesIn(time), TIME)) / (TIME / 1000);
}

const isContentScript = (url: string) => url === facet().url(CONTENT_SCRIPT);

async function trace(page: Page, time: number): Promise<Uint8Array> {
  await page.tracing.start({ categories: [...PROFILED, ...TIMED] });
  await pause(time);
  return (await page.tracing.stop())!;
}

function report(without: number, during: number, { share, functions }: Share, stretch: number): string {
  const percent = (fraction: number) => `${(fraction * 100).toFixed(1)} %`.padStart(7);
  return [
    `49 tiles: ${without.toFixed(1)} → ${during.toFixed(1)} frames/s (${percent(during / without).trim()}), Facet's scripts ${percent(share / stretch).trim()} of the main thread, by the clock ${stretch.toFixed(2)} times that:`,
    ...functions.slice(0, 12).map(({ name, total, self }) => `${percent(total)} ${percent(self)} self  ${name}`),
  ].join('\n');
}
