import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { badgeIn, overlayOf } from '../../scripts/driver/overlay';
import { readSession, rowsBy } from '../../scripts/driver/session-csv';
import { until } from '../../scripts/driver/until';
import { readCall, rowOf, useFacet } from './session';

const NOAH = 'Noah Keller';
const AMARA = 'Amara Okafor';
const facet = useFacet();

it('leaves somebody out at once, erases what was read, and leaves them out when they come back', async () => {
  const call = await facet().call('meet');
  await call.evaluate(
    async (names) => {
      for (const name of names) await window.call?.join(name, { expression: 'happiness' });
    },
    [NOAH, AMARA],
  );
  const popup = await readCall(facet(), call);
  await rowOf(popup, NOAH, ({ expression }) => expression === 'happiness');
  await pause(4_000);
  await popup.page.locator(`li:has([title="${NOAH}"]) summary`).click();
  await popup.press(`Don’t read, and erase: ${NOAH}`);
  await rowOf(popup, NOAH, ({ reading, expression }) => reading === 'left out' && expression === null, 3_000);
  const place = await call.evaluate((name) => window.call!.place(name), NOAH);
  await until(async () => !badgeIn((await overlayOf(call))?.badges ?? [], place), { timeout: 3_000 });

  await call.evaluate((name) => window.call?.leave(name), NOAH);
  await pause(1_500);
  await call.evaluate((name) => window.call?.join(name, { expression: 'happiness' }), NOAH);
  await rowOf(popup, NOAH, ({ reading }) => reading === 'left out');
  await pause(2_000);
  expect((await rowOf(popup, NOAH)).expression).toBeNull();
  await rowOf(popup, AMARA, ({ expression }) => expression === 'happiness');

  const file = await facet().download(() => popup.press('Export CSV'));
  const byName = rowsBy('name', readSession(file));
  expect(byName.get(AMARA)?.length).toBeGreaterThan(3);
  expect(byName.has(NOAH)).toBe(false);
});
