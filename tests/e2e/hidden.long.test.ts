import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { until } from '../../scripts/driver/until';
import { readCall, useFacet } from './session';

const facet = useFacet();
/** Milliseconds over which the popup counts readings. */
const COUNTED = 3000;
const WHY = 'Less often, as the page is hidden.';

it('reads a call behind another tab at most four times a second, says so, and goes on as before when it shows', async () => {
  const call = await facet().call('meet');
  await call.evaluate(() => window.call?.join('Noah Keller', { expression: 'surprise' }));
  const popup = await readCall(facet(), call);
  const says = (isHidden: boolean) =>
    until(async () => (await popup.text()).includes(WHY) === isHidden, {
      timeout: 20_000,
      otherwise: () => popup.text(),
    });
  const rate = async () => Number(/Each is read ([\d.]+) times/.exec(await popup.text())?.[1]);
  await says(false);

  // In the call's own window, before it: a popup has a window of its own.
  const other = await call.evaluate(() => window.open('about:blank') !== null);
  expect(other).toBe(true);
  await until(() => call.evaluate(() => document.visibilityState === 'hidden'));
  await says(true);
  await pause(COUNTED);
  expect(await rate()).toBeGreaterThan(0);
  expect(await rate()).toBeLessThanOrEqual(4.4);

  await call.bringToFront();
  await until(() => call.evaluate(() => document.visibilityState === 'visible'));
  await says(false);
});
