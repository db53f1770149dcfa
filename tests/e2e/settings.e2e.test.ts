import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, expect, it } from 'vitest';
import { overlayOf } from '../../scripts/driver/overlay';
import { until } from '../../scripts/driver/until';
import { readCall, rowOf, useFacet } from './session';

const NOAH = 'Noah Keller';
const facet = useFacet();
const folder = mkdtempSync(join(tmpdir(), 'facet-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function settings(): Promise<Page> {
  const page = await facet().browser.newPage();
  await page.goto(facet().url('src/options/index.html#settings'));
  await page.waitForSelector('[data-setting]');
  return page;
}

async function choose(page: Page, name: string, value: string): Promise<void> {
  await page.select(`[data-setting="${name}"] select`, value);
}

const stored = (page: Page) =>
  page.evaluate(async () => (await chrome.storage.local.get('settings')).settings as Record<string, unknown>);

it('a change holds at once in a call that is being read, and goes back to its default', async () => {
  const call = await facet().call('meet');
  // Drawn people read as angry by about half.
  await call.evaluate((name) => window.call?.join(name, { expression: 'anger' }), NOAH);
  const popup = await readCall(facet(), call);
  await rowOf(popup, NOAH, ({ expression }) => expression === 'anger');

  const page = await settings();
  await choose(page, 'certainty', '0.8');
  await call.bringToFront();
  await rowOf(popup, NOAH, ({ expression, reading }) => expression === 'unsure' && /no clear/.test(reading));
  await page.bringToFront();
  await page.locator('[aria-label^="Reset to default: An expression"]').click();
  const certainty = () =>
    page.$eval('[data-setting="certainty"] select', (one) => `${one.value}, ${one.matches(':focus')}`);
  await until(async () => (await certainty()) === '0.4, true', { timeout: 3_000, otherwise: certainty });
  await call.bringToFront();
  await rowOf(popup, NOAH, ({ expression }) => expression === 'anger');
  await page.close();
}, 60_000);

it('go into a file and come back from it; a bad file is told where it was chosen, and changes nothing', async () => {
  const page = await settings();
  await choose(page, 'keepDays', '30');
  await choose(page, 'smoothing', 'calm');
  await until(async () => (await stored(page)).smoothing === 'calm');
  const file = await facet().download(() => page.locator('::-p-aria([name="Export settings"])').click());
  await page.locator('::-p-aria([name="Reset all to default"])').click();
  await until(async () => (await stored(page)).keepDays === 7);

  const input = (await page.$('input[type="file"]')) as ElementHandle<HTMLInputElement>;
  const bad = join(folder, 'bad.json');
  writeFileSync(bad, readFileSync(file, 'utf8').replace('"calm"', '"soft"'));
  await input.uploadFile(bad);
  const alert = await page.waitForSelector('[role="alert"]');
  expect(await alert?.evaluate((element) => element.textContent)).toBe(
    'bad.json: “smoothing” cannot be "soft" in this file. It may be quick, balanced, calm. Nothing was changed.',
  );
  expect(await stored(page)).toMatchObject({ keepDays: 7, smoothing: 'balanced', consent: 2 });

  await input.uploadFile(file);
  await until(async () =>
    (await page.evaluate(() => document.body.textContent))?.includes('2 of the settings changed'),
  );
  expect(await stored(page)).toMatchObject({ keepDays: 30, smoothing: 'calm', consent: 2 });
  await page.close();
}, 60_000);

it('no badge stands on the call while the user shares their screen, and the line that it reads does', async () => {
  const call = await facet().call('meet', '?again');
  const popup = await readCall(facet(), call);
  await call.bringToFront();
  await until(async () => (await overlayOf(call))?.badges.length, { timeout: 15_000 });
  // As a page shows what is shared to whoever shares it.
  await call.evaluate(async () => {
    const video = Object.assign(document.createElement('video'), { muted: true, id: 'shared' });
    video.srcObject = await navigator.mediaDevices.getDisplayMedia({ video: true });
    document.body.append(video);
    await video.play();
  });
  await until(async () => (await overlayOf(call))?.badges.length === 0, { timeout: 10_000 });
  expect((await overlayOf(call))?.notice).toContain('Facet is reading');
  await until(async () => /while you share your screen/.test(await popup.text()), { otherwise: () => popup.text() });
  await call.evaluate(() => {
    const stream = document.querySelector<HTMLVideoElement>('#shared')?.srcObject;
    if (stream instanceof MediaStream) for (const track of stream.getTracks()) track.stop();
  });
  await call.bringToFront();
  await until(async () => (await overlayOf(call))?.badges.length, { timeout: 15_000 });
}, 120_000);
