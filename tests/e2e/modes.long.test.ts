import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { beforeAll, expect, it } from 'vitest';
import { overlayOf } from '../../scripts/driver/overlay';
import type { Popup } from '../../scripts/driver/popup';
import { everySecondOf } from '../../scripts/driver/session-csv';
import { until } from '../../scripts/driver/until';
import { useFacet } from './session';

const OTHERS = ['Amara Okafor', 'Noah Keller', 'Ingrid Holm'];
const MYSELF = 'Mei Tanaka';
const facet = useFacet({ myExpression: 'happiness' });
let call: Page;
let popup: Popup;

beforeAll(async () => {
  call = await facet().call('meet');
  popup = await facet().popup(call);
});

async function stop(): Promise<void> {
  await popup.page.bringToFront();
  await popup.press('Stop');
  await popup.page.waitForSelector('main[data-view="ready"]');
}

it('says for whom it waits where nobody is there whom the mode is about, and shows nothing on the page', async () => {
  await popup.start('Audience');
  await popup.page.waitForSelector('main[data-view="nobody"]');
  expect(await popup.text()).toContain('Google Meet shows nobody but you at the moment.');
  expect(await overlayOf(call)).toBeNull();
  await stop();
});

it.each([
  ['Mirror', [MYSELF], 'Facet is reading your own camera', 1],
  ['Audience', ['Audience'], 'Facet is reading the audience as a whole', 0],
  ['People', [MYSELF, ...OTHERS], 'Facet is reading expressions', 4],
] as const)(
  '%s: what is read, shown and kept is what it needs',
  async (mode, names, line, badges) => {
    if (mode === 'Mirror')
      await call.evaluate(async (all) => {
        for (const name of all) await window.call?.join(name, { expression: 'surprise' });
      }, OTHERS);
    await call.bringToFront();
    await popup.start(mode);
    const shown = mode === 'Audience' ? '.audience [data-expression="surprise"][data-faces="3"]' : 'li .face';
    await popup.page.waitForSelector(shown, { timeout: 30_000 });
    await until(async () => (await overlayOf(call))?.notice.includes(line), { timeout: 10_000 });
    await until(async () => (await overlayOf(call))?.badges.length === badges, { timeout: 10_000 });
    await pause(6_000);
    expect((await popup.rows()).map(({ name }) => name).sort()).toEqual(mode === 'Audience' ? [] : [...names].sort());
    for (const name of [MYSELF, ...OTHERS])
      if (!names.some((one) => one === name)) expect(await popup.text()).not.toContain(name);
    await popup.page.bringToFront();
    const rows = everySecondOf(await facet().download(() => popup.press('Export CSV')));
    expect(rows.length).toBeGreaterThan(3);
    expect(new Set(rows.map(({ mode: kept }) => kept))).toEqual(new Set([mode.toLowerCase()]));
    expect([...new Set(rows.map(({ name }) => name ?? ''))].sort()).toEqual([...names].sort());
    await stop();
    const page = await facet().options();
    await page.goto(facet().url('src/options/index.html#sessions'));
    await page.waitForSelector('.sessions li');
    const newest = await page.$eval('.sessions li', ({ textContent }) => textContent);
    expect(newest).toContain(
      `Mode: ${mode} · ${mode === 'Audience' ? 'All others as one' : names.length === 1 ? '1 person' : '4 people'}`,
    );
    await page.close();
  },
  90_000,
);

it('Mirror waits for the user’s own picture', async () => {
  await call.evaluate((name) => window.call?.leave(name), MYSELF);
  await pause(2_000);
  await popup.start('Mirror');
  await popup.page.waitForSelector('main[data-view="nobody"]');
  expect(await popup.text()).toContain('Google Meet does not show your own video at the moment.');
  await stop();
});
