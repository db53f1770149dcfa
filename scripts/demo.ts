/** The demo call with Facet reading it. With a window it stays open; without, it leaves pictures and the CSV. */
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { Facet } from './driver/facet';
import type { Popup } from './driver/popup';
import { until } from './driver/until';
import { printReadings } from './readings-table';
import { cli, ROOT, say } from './run.mjs';

const OUTPUT = join(ROOT, 'demo-output');
const SECONDS = 20;

await cli(async () => {
  const headless = process.argv.includes('--headless');
  // As high as the call needs: it is the README's picture.
  const facet = await Facet.open({ headless, viewport: { width: 1280, height: 640 } });
  try {
    say('Opening the demo call.');
    const call = await facet.call('meet', '?demo');
    const popup = await facet.popup(call);
    await popup.start();
    await until(async () => (await popup.rows()).some(({ expression }) => expression !== null), {
      timeout: 30_000,
      otherwise: () => popup.text(),
    });
    if (headless) await record(facet, call, popup);
    else await untilClosed(call);
  } finally {
    await facet.close();
  }
});

async function record(facet: Facet, call: Page, popup: Popup): Promise<void> {
  say(`Reading for ${SECONDS} seconds.`);
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT);
  // Before the first face changes: everyone shows something else.
  await pause(6_000);
  await call.screenshot({ path: join(OUTPUT, 'call.png') });
  await popup.picture(join(OUTPUT, 'popup.png'));
  await pause(SECONDS * 1000 - 6_000);
  const csv = join(OUTPUT, 'session.csv');
  copyFileSync(await facet.download(() => popup.press('Export CSV')), csv);
  printReadings(csv);
  console.log('\ndemo-output/ holds call.png, popup.png and session.csv.');
}

function untilClosed(call: Page): Promise<void> {
  say('Facet is reading the call. Close the window to end.');
  return new Promise((resolve) => {
    call.once('close', () => resolve());
    call.browser().once('disconnected', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}
