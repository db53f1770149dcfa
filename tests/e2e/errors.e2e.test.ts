import type { Page } from 'puppeteer';
import { beforeAll, expect, it } from 'vitest';
import { asContentScript } from '../../scripts/driver/isolated-world';
import type { Popup } from '../../scripts/driver/popup';
import { until } from '../../scripts/driver/until';
import { readCall, renameAttributes, rowOf, useFacet } from './session';

const PEOPLE = ['Amara Okafor', 'Noah Keller'];
const facet = useFacet();
let call: Page;
let popup: Popup;

/** Nobody catches it; and what it says is nobody's business. */
const fault = (file: string) => `
  setTimeout(() => { throw new RangeError('Amara Okafor, happiness 0.93'); });
  void Promise.reject(new TypeError('Amara Okafor, happiness 0.93', { cause: new Error('Amara') }));
  //# sourceURL=${facet().url(file)}`;
const told = () =>
  popup.page.evaluate(async () => {
    const { errors = [] } = await chrome.storage.session.get('errors');
    return errors as { context: string; note: { where: string; chain: { kind: string; at: string[] }[] } }[];
  });

beforeAll(async () => {
  call = await facet().call('meet');
  await call.evaluate(async (names) => {
    for (const name of names) await window.call?.join(name, { expression: 'happiness' });
  }, PEOPLE);
  popup = await readCall(facet(), call);
});

it('is silent while nothing goes wrong', async () => {
  expect(await told()).toEqual([]);
});

it('is told of what nobody caught, in every context', async () => {
  const options = await facet().options();
  const welcome = await facet().browser.newPage();
  await welcome.goto(facet().url('src/welcome/index.html'));
  const offscreen = await facet().offscreen();
  const worker = await facet().worker();
  await worker.evaluate(fault('src/background/x.js'));
  for (const page of [offscreen, options, welcome, popup.page]) await page.evaluate(fault('src/x.js'));
  await asContentScript(call, facet().extensionId, fault('src/content/x.js'));

  const contexts = ['background', 'content', 'offscreen', 'options', 'popup', 'welcome'];
  const kinds = ['RangeError', 'TypeError from Error'];
  const expected = contexts.flatMap((context) => kinds.map((kind) => `${context}: ${kind}`)).sort();
  const seen = async () =>
    (await told())
      .map(({ context, note }) => `${context}: ${note.chain.map(({ kind }) => kind).join(' from ')}`)
      .sort();
  await until(async () => (await seen()).length >= expected.length, {
    timeout: 5_000,
    otherwise: async () => (await seen()).join(),
  });
  expect(await seen()).toEqual(expected);
  for (const { note } of await told()) expect(note.chain[0]!.at[0]).toMatch(/^src\/[a-z/]*x\.js:\d+:\d+$/);
  await options.close();
  await welcome.close();
});

it('is told nothing of what goes wrong in the call’s page, and keeps none of it from the page', async () => {
  const before = (await told()).length;
  // Named as the page's own: of another's script it would hear "Script error." alone.
  const heard = await call.evaluate(`new Promise((resolve) => {
    const heard = [];
    addEventListener('error', (event) => heard.push(event.message + ', ' + event.defaultPrevented));
    addEventListener('unhandledrejection', (event) => heard.push(event.reason + ', ' + event.defaultPrevented));
    setTimeout(() => { throw new Error('the page’s own'); });
    void Promise.reject(new Error('the page’s own'));
    setTimeout(() => resolve(heard.sort()), 500);
  })
  //# sourceURL=https://meet.google.com/x.js`);
  expect(heard).toEqual(['Error: the page’s own, false', 'Uncaught Error: the page’s own, false']);
  expect(await told()).toHaveLength(before);
});

it('says that a site has changed where it has, and reads on by the generic rules', async () => {
  const said = async () => (await popup.text()).includes('Google Meet’s page has changed; names may be missing.');
  for (const name of PEOPLE) await rowOf(popup, name, ({ expression }) => expression === 'happiness');
  expect(await said()).toBe(false);
  await renameAttributes(call);
  await until(said, { timeout: 5_000, otherwise: () => popup.text() });
  for (const name of PEOPLE) await rowOf(popup, name, ({ expression }) => expression === 'happiness');
  const rows = await popup.rows();
  expect(rows.map(({ name }) => name).sort(), 'nobody twice').toEqual([...PEOPLE, 'Mei Tanaka'].sort());
});

it('gives a report of that page and of all errors to copy, with nothing of who is in the call', async () => {
  await facet()
    .browser.defaultBrowserContext()
    .overridePermissions(facet().url('').replace(/\/$/, ''), ['clipboard-read', 'clipboard-write']);
  await popup.page.bringToFront();
  await popup.press('Copy a report of the page');
  await until(async () => (await popup.text()).includes('Copied.'), { timeout: 5_000, otherwise: () => popup.text() });
  const report = await popup.page.evaluate(() => navigator.clipboard.readText());
  expect(report).toMatch(/^Facet \d+\.\d+\.\d+, Chrom(e|ium)\/\d+/);
  expect(report).toContain('Site: Google Meet on meet.google.com, changed');
  expect(report).toContain('tile: [data-tile-media-id][data-participant-id] → 0');
  expect(report).toContain('<div class="media" data-renamed-layout>');
  expect(report).toContain('(remote track, shown)');
  expect(report).toMatch(/\n\nErrors since the browser started:\n/);
  expect(report).toMatch(/\n {2}offscreen, not caught: RangeError \(src\/x\.js:\d+:\d+\)/);
  expect(report).not.toMatch(/amara|okafor|noah|keller|mei|tanaka|abc-defg-hij|spaces|devices|https?:|1677/i);
  expect(report).not.toMatch(/happiness|0\.93/i);
});

it('can be copied from the options too, seen before it is pasted', async () => {
  const options = await facet().options();
  await options.goto(facet().url('src/options/index.html#about'));
  await options.locator('::-p-aria([name="Copy the report of errors"][role="button"])').click();
  const shown = await until(() => options.evaluate(() => document.querySelector('pre.report')?.textContent), {
    timeout: 5_000,
  });
  expect(shown).toMatch(/^Facet \d+\.\d+\.\d+, Chrom\w+\/[\d.]+\n\nErrors since the browser started:\n/);
  expect(shown).toMatch(/\n {2}offscreen, not caught: RangeError \(src\/x\.js:\d+:\d+\)/);
  expect(shown).not.toMatch(/amara|okafor|happiness|0\.93/i);
  await until(async () => (await options.evaluate(() => navigator.clipboard.readText())) === shown, { timeout: 3_000 });
  await options.close();
});
