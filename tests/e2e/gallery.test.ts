import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import { bundle } from '../browser/bundle';
import { PROFILED, type Share, shareOf } from '../browser/cpu-profile';
import { DIST } from '../browser/facet';
import { overlayOf } from '../browser/overlay';
import { until } from '../browser/until';
import { CALLS } from '../call/server';
import type {} from './gallery-page';
import { readCall, useFacet } from './session';

/** Milliseconds of each measurement. */
const TIME = 6_000;
const PROFILE = 4_000;
/**
 * The product's bars. Where more wants to run than there are cores, work takes longer by the clock that it is measured
 * with, and Facet's engine takes from the page what nobody has to spare: then they give way, to a point.
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
  const before = await measure(page);
  const popup = await readCall(facet(), page);
  await until(async () => ((await overlayOf(page))?.badges ?? []).length >= READ, {
    timeout: 40_000,
    otherwise: async () => JSON.stringify(await overlayOf(page)),
  });
  await page.bringToFront();
  const during = await measure(page);
  await popup.press('Stop');
  await page.bringToFront();
  const after = await measure(page);

  const without = (before.frames + after.frames) / 2;
  const crowding = Math.min(2, Math.max(1, loadavg()[0]! / availableParallelism()));
  console.info(report(without, during.frames, during.share, crowding));
  expect(before.share.share, 'without reading, nothing of Facet runs').toBeLessThan(0.001);
  expect(during.frames / without).toBeGreaterThan(crowding > 1 ? LEAST_FRAMES.crowded : LEAST_FRAMES.alone);
  expect(during.share.share).toBeLessThan(MOST_SCRIPTING * crowding);
  expect(during.share.share, 'the trace shows it at all').toBeGreaterThan(0.001);
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

async function measure(page: Page): Promise<{ frames: number; share: Share }> {
  const frames = await page.evaluate((time) => window.gallery.framesIn(time), TIME);
  // Apart from the frames: whoever samples stacks takes a tenth of a core himself.
  await page.tracing.start({ categories: PROFILED });
  await pause(PROFILE);
  const trace = (await page.tracing.stop())!;
  return { frames: frames / (TIME / 1000), share: shareOf(trace, (url) => url === facet().url(CONTENT_SCRIPT)) };
}

function report(without: number, during: number, { share, functions }: Share, crowding: number): string {
  const percent = (fraction: number) => `${(fraction * 100).toFixed(1)} %`.padStart(7);
  return [
    `49 tiles: ${without.toFixed(1)} → ${during.toFixed(1)} frames/s (${percent(during / without).trim()}), Facet's scripts ${percent(share).trim()} of the main thread; ${crowding.toFixed(1)} × crowded:`,
    ...functions.slice(0, 12).map(({ name, total, self }) => `${percent(total)} ${percent(self)} self  ${name}`),
  ].join('\n');
}
