import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { readSession, rowsBy } from '../../scripts/driver/session-csv';
import { readCall, rowOf, useFacet } from './session';

const INGRID = 'Ingrid Holm';
const AMARA = 'Amara Okafor';
const facet = useFacet();

it('erases somebody on the sessions page while their call is read, and leaves somebody out from there', async () => {
  const call = await facet().call('meet');
  await call.evaluate(
    async (names) => {
      for (const name of names) await window.call?.join(name, { expression: 'happiness' });
    },
    [INGRID, AMARA],
  );
  const popup = await readCall(facet(), call);
  await rowOf(popup, INGRID, ({ expression }) => expression === 'happiness');
  await pause(5_000);
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
  const erasedAt = Date.now();
  await page.waitForFunction(() => /of Amara Okafor until now is erased/.test(document.body.textContent ?? ''));
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BUTTON');

  await page.locator(`[aria-label="Don’t read from now on: ${INGRID}"]`).click();
  await page.waitForSelector(`[aria-label="Read again: ${INGRID}"]`);
  await rowOf(popup, INGRID, ({ reading, expression }) => reading === 'left out' && expression === null, 5_000);
  await rowOf(popup, AMARA, ({ expression }) => expression === 'happiness');
  await pause(4_000);
  await popup.page.bringToFront();
  const byName = rowsBy('name', readSession(await facet().download(() => popup.press('Export CSV'))));
  const amara = byName.get(AMARA) ?? [];
  expect(amara.length).toBeGreaterThan(2);
  expect(Math.min(...amara.map(({ time_utc }) => Date.parse(time_utc ?? '')))).toBeGreaterThan(erasedAt - 1_500);
  expect(byName.get(INGRID)?.length).toBeGreaterThan(3);
});
