import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { attempt, ROOT } from '../run.mjs';
import type { Measurement, Measurements } from './bars';
import { firstBadge } from './first-badge';
import { median } from './quantile';
import { openCall, type SittingCall } from './sitting-call';

/** What Start is compared with. */
const BEFORE = '6d9e041';
const PARTICIPANTS = 2;

/** From the press on Start to the first badge, against an earlier commit's build, by turns. @param rounds of both. */
export async function benchStart(rounds: number): Promise<{ bars: Measurements }> {
  const before = await buildOf(BEFORE);
  if (!before) return { bars: { start: { notMeasured: `commit ${BEFORE} is not there, or does not build` } } };
  const calls = [await openCall(PARTICIPANTS, true), await openCall(PARTICIPANTS, true, before)];
  try {
    const times: [number[], number[]] = [[], []];
    // The first Start of a browser compiles and fills caches.
    for (let round = -1; round < rounds; round++) {
      for (const [i, call] of calls.entries()) {
        const time = await timeStart(call);
        if (round >= 0) times[i]!.push(time);
      }
    }
    const [now, then] = times.map(median) as [number, number];
    const start: Measurement = {
      value: now / then,
      how: `${now.toFixed(0)} of ${then.toFixed(0)} ms, medians of ${rounds}; ${PARTICIPANTS} participants`,
    };
    return { bars: { start } };
  } finally {
    for (const { facet } of calls) await facet.close();
  }
}

async function timeStart({ page, popup }: SittingCall): Promise<number> {
  await page.bringToFront();
  await popup.page.waitForSelector('main[data-view="ready"]');
  await popup.page.locator('label:has(input[type="radio"]) ::-p-text(People)').click();
  // By the click itself: the driver takes its time to press.
  await popup.page.evaluate(() => {
    addEventListener(
      'click',
      ({ timeStamp }) => document.body.setAttribute('data-pressed', String(performance.timeOrigin + timeStamp)),
      {
        capture: true,
        once: true,
      },
    );
  });
  await popup.press('Start reading this call');
  const shown = await firstBadge(page);
  const time = shown - Number(await popup.page.$eval('body', (body) => body.dataset.pressed));
  await popup.press('Stop');
  // The offscreen document goes a moment after the last call.
  await pause(1_500);
  return time;
}

/** @returns the folder of an earlier commit's build; null where it cannot be made. */
async function buildOf(commit: string): Promise<string | null> {
  const folder = join(ROOT, '.cache/bench', commit);
  const dist = join(folder, 'dist');
  if (existsSync(join(dist, 'manifest.json'))) return dist;
  mkdirSync(folder, { recursive: true });
  const archive = join(folder, 'commit.tar');
  if (!(await attempt('git', ['archive', '--output', archive, commit], { output: 'hide' }))) return null;
  if (!(await attempt('tar', ['-xf', archive, '-C', folder], { output: 'hide' }))) return null;
  if (!existsSync(join(folder, 'node_modules')))
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const built = await attempt(process.execPath, [vite, 'build', folder, '--config', join(folder, 'vite.config.ts')], {
    output: 'hide',
  });
  return built && existsSync(join(dist, 'manifest.json')) ? dist : null;
}
