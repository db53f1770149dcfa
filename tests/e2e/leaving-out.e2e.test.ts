import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { beforeAll, expect, it } from 'vitest';
import { badgeIn, overlayOf } from '../../scripts/driver/overlay';
import type { Popup } from '../../scripts/driver/popup';
import { readSession, rowsBy } from '../../scripts/driver/session-csv';
import { until } from '../../scripts/driver/until';
import { readCall, rowOf, useFacet } from './session';

const NOAH = 'Noah Keller';
const AMARA = 'Amara Okafor';
const INGRID = 'Ingrid Holm';
const facet = useFacet();
let call: Page;
let popup: Popup;
/** When what was read of Amara was erased, milliseconds. */
let erasedAt: number;

beforeAll(async () => {
  call = await facet().call('meet');
  await call.evaluate(
    async (names) => {
      for (const name of names) await window.call?.join(name, { expression: 'happiness' });
    },
    [NOAH, AMARA, INGRID],
  );
  popup = await readCall(facet(), call);
  for (const name of [NOAH, AMARA, INGRID]) await rowOf(popup, name, ({ expression }) => expression === 'happiness');
  // Something of everyone is kept.
  await pause(5_000);
});

it('leaves somebody out at once, erases what was read, and leaves them out when they come back', async () => {
  await popup.page.locator(`li:has([title="${NOAH}"]) summary`).click();
  await popup.press(`Don’t read, and erase: ${NOAH}`);
  await rowOf(popup, NOAH, ({ reading, expression }) => reading === 'left out' && expression === null, 3_000);
  await popup.press('Erase for good');
  await until(async () => (await popup.text()).includes(`What was recorded of ${NOAH} until now is erased.`));
  const place = await call.evaluate((name) => window.call!.place(name), NOAH);
  await until(async () => !badgeIn((await overlayOf(call))?.badges ?? [], place), { timeout: 3_000 });

  await call.evaluate((name) => window.call?.leave(name), NOAH);
  await until(async () => !(await popup.rows()).some(({ name }) => name === NOAH), { timeout: 5_000 });
  await call.evaluate((name) => window.call?.join(name, { expression: 'happiness' }), NOAH);
  await rowOf(popup, NOAH, ({ reading }) => reading === 'left out');
});

it('erases somebody on the sessions page while their call is read, and leaves somebody out from there', async () => {
  // Also where this ends early, what comes next says what is so.
  erasedAt = Date.now();
  const page = await facet().options();
  await page.goto(facet().url('src/options/index.html#sessions'));
  await page.locator('.sessions h2 a').click();
  await page.locator(`[aria-label="Erase from this session: ${AMARA}"]`).click();
  await page.waitForSelector('.confirm');
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  expect(await focused()).toBe('Keep');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Erase for good');
  await page.keyboard.press('Enter');
  erasedAt = Date.now();
  await page.waitForFunction(() => /of Amara Okafor until now is erased/.test(document.body.textContent ?? ''));
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON');

  await page.locator(`[aria-label="Don’t read from now on: ${INGRID}"]`).click();
  await page.waitForSelector(`[aria-label="Read again: ${INGRID}"]`);
  await rowOf(popup, INGRID, ({ reading, expression }) => reading === 'left out' && expression === null, 5_000);
  await rowOf(popup, AMARA, ({ expression }) => expression === 'happiness');
});

it('keeps nothing of who was left out, and of who was erased what came after', async () => {
  await pause(4_000);
  expect((await rowOf(popup, NOAH)).expression).toBeNull();
  await popup.page.bringToFront();
  const byName = rowsBy('name', readSession(await facet().download(() => popup.press('Export CSV'))));
  expect(byName.has(NOAH)).toBe(false);
  const amara = byName.get(AMARA) ?? [];
  expect(amara.length).toBeGreaterThan(2);
  expect(Math.min(...amara.map(({ time_utc }) => Date.parse(time_utc ?? '')))).toBeGreaterThan(erasedAt - 1_500);
  expect(byName.get(INGRID)?.length).toBeGreaterThan(3);
});
