import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Keyboard } from '../../scripts/driver/keyboard';
import { until } from '../../scripts/driver/until';
import { rowOf, useFacet } from './session';

const AMARA = 'Amara Okafor';
const NOAH = 'Noah Keller';
const facet = useFacet({ agree: false, myExpression: 'happiness' });

it('all the way by keyboard: agree, start, leave out, mark, stop, open, export, delete, undo', async () => {
  const welcome = new Keyboard((await facet().welcome()).page);
  await welcome.press('radio', /^Mirror/, 'ArrowDown');
  await welcome.page.keyboard.press('ArrowDown');
  await welcome.press('button', 'I agree');
  await welcome.page.waitForSelector('main[data-agreed="true"]');
  expect(await welcome.isLost()).toBe(false);

  const call = await facet().call('meet');
  await call.evaluate(
    async (names) => {
      for (const name of names) await window.call?.join(name, { expression: 'happiness' });
    },
    [AMARA, NOAH],
  );
  const shown = await facet().popup(call);
  const popup = new Keyboard(shown.page);
  await popup.page.waitForSelector('main[data-view="ready"]');
  await popup.page.bringToFront();
  await popup.press('button', 'Start reading this call');
  await rowOf(shown, AMARA, ({ expression }) => expression === 'happiness', 60_000);
  expect(await popup.isLost(), 'after Start').toBe(false);

  await popup.press('DisclosureTriangle', new RegExp(AMARA));
  await popup.press('button', `Don’t read, and erase: ${AMARA}`);
  await rowOf(shown, AMARA, ({ reading }) => reading === 'left out');
  await popup.press('button', 'Erase for good');
  await until(async () => (await shown.text()).includes(`What was recorded of ${AMARA} until now is erased.`));
  await pause(500);
  expect(await popup.isLost(), 'after leaving somebody out').toBe(false);

  await popup.to('textbox', 'Word for a mark');
  await popup.page.keyboard.type('hello');
  await popup.page.keyboard.press('Enter');
  await until(async () =>
    (await popup.page.$$eval('[role="status"]', (all) => all.map((one) => one.textContent))).includes('Marked'),
  );
  await pause(3_000);
  await popup.press('button', 'Stop');
  await popup.page.waitForSelector('main[data-view="ready"]');
  await pause(500);
  expect(await popup.isLost(), 'after Stop').toBe(false);

  const options = new Keyboard(await facet().options());
  await options.press('link', 'Sessions');
  await options.page.waitForSelector('.sessions');
  await options.press('link', /^Google Meet/);
  await options.page.waitForSelector('[data-session]');
  await until(async () => !(await options.isLost()), { timeout: 3_000 });
  expect(await options.page.$$eval('.marks input', (all) => all.map(({ value }) => value))).toContain('hello');
  const file = await facet().download(() => options.press('button', /CSV/));
  const csv = readFileSync(file, 'utf8');
  expect(csv).toContain(NOAH);
  expect(csv).not.toContain(AMARA);
  expect(await options.isLost(), 'after the export').toBe(false);

  await options.press('link', '← All sessions');
  await options.page.waitForSelector('.sessions');
  await until(async () => !(await options.isLost()), { timeout: 3_000 });
  await options.press('button', /^Delete: /);
  await options.page.waitForSelector('.undo');
  await until(async () => !(await options.isLost()), { timeout: 3_000 });
  expect(await options.page.$('.sessions li')).toBeNull();
  await options.press('button', 'Undo');
  await options.page.waitForSelector('.sessions li');
  await until(async () => !(await options.isLost()), { timeout: 3_000 });
}, 240_000);
