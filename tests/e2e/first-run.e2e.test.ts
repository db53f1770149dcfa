import { describe, expect, it } from 'vitest';
import { overlayOf } from '../../scripts/driver/overlay';
import { until } from '../../scripts/driver/until';
import { rowOf, useFacet } from './session';

describe('the first run', () => {
  const facet = useFacet({ agree: false, myExpression: 'happiness' });

  it('reads nothing before the user agreed, on the page that opens by itself', async () => {
    const call = await facet().call('meet');
    const popup = await facet().popup(call);
    const view = () => popup.page.$eval('main', (main) => main.getAttribute('data-view'));
    await until(async () => (await view()) === 'welcome');
    const tabId = Number(new URL(popup.page.url()).searchParams.get('tabId'));
    const start = (id: number) =>
      popup.page.evaluate((tab) => chrome.runtime.sendMessage({ facet: 'call.start', body: { tabId: tab } }), id);
    expect(await start(tabId)).toEqual({ ok: false, problem: { code: 'start_agree' } });
    const options = await facet().options();
    await until(async () =>
      (await options.evaluate(() => document.body.textContent))?.includes('Until then it reads nothing'),
    );
    expect(await options.$('::-p-text(Start the camera)')).toBeNull();
    await options.close();

    const welcome = await facet().welcome();
    await welcome.press('I agree');
    await welcome.page.waitForSelector('[role="alert"]');
    expect(await view(), 'how it is used is the user’s choice').toBe('welcome');
    await welcome.agree('Mirror');
    await until(async () => (await view()) === 'ready');
  });

  it('reads as was chosen, and stops at once when the agreement is taken back', async () => {
    const call = (await facet().browser.pages()).find((page) => page.url().includes('meet.google.com'))!;
    await call.evaluate(() => window.call?.join('Amara Okafor', { expression: 'surprise' }));
    await call.bringToFront();
    const popup = await facet().popup(call);
    await popup.page.waitForSelector('main[data-view="ready"]');
    await popup.press('Start reading this call');
    await rowOf(popup, 'Mei Tanaka', ({ expression }) => expression === 'happiness', 30_000);
    expect((await popup.rows()).map(({ name }) => name)).toEqual(['Mei Tanaka']);
    await until(async () => (await overlayOf(call))?.notice.includes('your own camera'));
    expect((await overlayOf(call))?.badges).toHaveLength(1);

    const welcome = await facet().welcome();
    await welcome.press('Take it back');
    await until(async () => (await overlayOf(call)) === null, { timeout: 3_000 });
  });
});
