import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { zipSync } from 'fflate';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, expect, it } from 'vitest';
import { filmFile } from '../../scripts/driver/film-file';
import { Popup } from '../../scripts/driver/popup';
import { until } from '../../scripts/driver/until';
import { personNamed } from '../../scripts/faces/people';
import { portraits } from '../../scripts/faces/render';
import { ownModelFolder } from './own-model-folder';
import { readCall, rowOf, useFacet } from './session';

const [AMARA, NOAH] = ['Amara Okafor', 'Noah Keller'];
/** useFacet looks at the browser's own log once all is done: whoever asked, nothing may have left this machine. */
const facet = useFacet({ agree: false, myExpression: 'happiness' });
const folder = mkdtempSync(join(tmpdir(), 'facet-every-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let call: Page;
let popup: Popup;
let options: Page;

const press = (page: Page, name: string) => page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
const open = async (hash: string) => {
  // A page that nobody sees draws nothing, and is not clicked.
  await options.bringToFront();
  await options.goto(facet().url('src/popup/index.html'));
  await options.goto(facet().url(`src/options/index.html#${hash}`));
};
const choose = async (selector: string, ...paths: string[]) => {
  const input = (await options.waitForSelector(selector)) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(...paths);
};
const says = (page: Page, words: RegExp, timeout = 30_000) =>
  until(async () => words.test(await page.evaluate(() => document.body.textContent ?? '')), {
    timeout,
    otherwise: () => page.evaluate(() => document.body.textContent ?? ''),
  });
const file = (name: string, content: Uint8Array | string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

it('first run, and the own camera', async () => {
  const welcome = await facet().welcome();
  await welcome.agree('People');
  options = await facet().options();
  await open('camera');
  await press(options, 'Start the camera');
  await options.waitForSelector('.faces [data-expression="happiness"]', { timeout: 30_000 });
  await press(options, 'Stop the camera');
});

it('a call: popup, side panel, leaving out, marking, exporting, stopping', async () => {
  call = await facet().call('meet');
  for (const name of [AMARA, NOAH])
    await call.evaluate((who) => window.call?.join(who, { expression: 'happiness' }), name);
  popup = await readCall(facet(), call);
  await rowOf(popup, AMARA, ({ expression }) => expression === 'happiness');
  await popup.page.bringToFront();
  await popup.page.click('button[aria-label="Keep open beside the call"]');
  const target = await facet().browser.waitForTarget((one) => one.url().includes('&panel'), { timeout: 10_000 });
  const panel = new Popup(await target.asPage());
  await rowOf(panel, AMARA, ({ expression }) => expression === 'happiness');
  await popup.page.type('[aria-label="Word for a mark"]', 'hello');
  await popup.press('Mark');
  await popup.page.locator(`li:has([title="${NOAH}"]) summary`).click();
  await popup.press(`Don’t read, and erase: ${NOAH}`);
  await rowOf(popup, NOAH, ({ reading }) => reading === 'left out');
  await popup.press('Erase for good');
  await popup.showBadges(false);
  await popup.showBadges(true);
  await pause(4_000);
  expect(readFileSync(await facet().download(() => popup.press('Export CSV')), 'utf8')).toContain(AMARA);
  await popup.press('Stop');
  await popup.page.waitForSelector('main[data-view="ready"]');
});

it('its session: timeline, note, report, every export', async () => {
  await open('sessions');
  await options.locator('.sessions h2 a').click();
  await options.waitForSelector('.exports');
  await options.locator('textarea').fill('a note');
  await options.keyboard.press('Tab');
  for (const name of ['CSV', 'JSON Lines', 'Annotations', 'Report', 'Columns'])
    expect(readFileSync(await facet().download(() => press(options, name)), 'utf8').length, name).toBeGreaterThan(100);
});

it('pictures and a video', { timeout: 120_000 }, async () => {
  const [happy, surprised] = await Promise.all(
    (['happiness', 'surprise'] as const).map((one) => portraits(personNamed('Ingrid Holm'), [one])),
  );
  await open('picture');
  await choose('input[type="file"]', file('face.png', happy!));
  await options.waitForSelector('.faces > li[data-expression="happiness"]', { timeout: 30_000 });
  await options.evaluate(filmFile, happy!.toString('base64'), surprised!.toString('base64'));
  await options.waitForSelector('[data-file="video"] video', { timeout: 20_000 });
  await press(options, 'Read the whole video');
  await options.waitForSelector('.film .timeline', { timeout: 60_000 });
});

it('settings into a file and back', async () => {
  await open('settings');
  await options.waitForSelector('[data-setting]');
  await options.select('[data-setting="smoothing"] select', 'calm');
  const saved = await facet().download(() => options.locator('::-p-aria([name="Export settings"])').click());
  await options.locator('::-p-aria([name="Reset all to default"])').click();
  await choose('input[type="file"]', saved);
  await says(options, /1 of the settings changed|one of the settings changed/i);
});

it('a model of one’s own, and back', { timeout: 120_000 }, async () => {
  const made = await ownModelFolder(['bored', 'attentive']);
  const bytes = (name: string) => new Uint8Array(readFileSync(join(made, name)));
  const packed = zipSync({ 'model.json': bytes('model.json'), 'weights.bin': bytes('weights.bin') });
  rmSync(made, { recursive: true, force: true });
  await open('about');
  await choose('input[accept=".zip"]', file('model.zip', packed));
  await says(options, /untrained \([\da-f]{8}\)/);
  await call.bringToFront();
  await popup.page.bringToFront();
  await popup.start();
  await until(async () => Object.keys((await rowOf(popup, AMARA)).bars).includes('bored'), { timeout: 30_000 });
  await popup.press('Stop');
  await options.bringToFront();
  await press(options, 'Go back to Facet’s own model');
  await says(options, /Facet reads with its own model/);
});

it('deleting all', async () => {
  await open('sessions');
  await options.waitForSelector('.sessions');
  await press(options, 'Delete all sessions');
  await options.waitForSelector('.empty');
  await options.goto(facet().url('src/options/index.html#about'));
  await says(options, /licen/i);
});
