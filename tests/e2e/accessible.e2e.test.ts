import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Popup } from '../../scripts/driver/popup';
import { storeSessions, YESTERDAY } from '../../scripts/driver/stored-session';
import { until } from '../../scripts/driver/until';
import { findings, findingsInAll, LOOKS } from './axe';
import { rowOf, useFacet } from './session';

const facet = useFacet({ agree: false, myExpression: 'happiness' });

describe('welcome page, popup and side panel, as axe-core sees them', () => {
  let call: Page;
  let popup: Popup;

  it.each(LOOKS)('the welcome page: %s', async (_, features) => {
    const { page } = await facet().welcome();
    expect(await findings(page, features)).toEqual([]);
  });

  it('the popup before and while a call is read, and the side panel', async () => {
    call = await facet().call('meet');
    await call.evaluate(() => window.call?.join('Amara Okafor', { expression: 'surprise' }));
    popup = await facet().popup(call);
    await popup.page.waitForSelector('main[data-view="welcome"]');
    const found: string[] = [];
    const look = async (page: Page) => void found.push(...(await findingsInAll(page)));
    await look(popup.page);
    await (await facet().welcome()).agree();
    await call.bringToFront();
    await popup.page.waitForSelector('main[data-view="ready"]');
    await look(popup.page);
    await popup.start();
    await rowOf(popup, 'Amara Okafor', ({ expression }) => expression === 'surprise', 30_000);
    await popup.page.locator('li:has([title="Amara Okafor"]) summary').click();
    await look(popup.page);
    const panel = await facet().browser.newPage();
    await panel.goto(`${popup.page.url()}&panel`);
    await panel.waitForSelector('li[data-participant]');
    await look(panel);
    expect(found).toEqual([]);
  }, 120_000);

  it.each(LOOKS)('switch, bars and the dot of the state are to be seen in the popup: %s', async (_, features) => {
    const client = await popup.page.createCDPSession();
    await client.send('Emulation.setEmulatedMedia', { features: [...features] });
    for (const css of ['.switch input', '.bar.shown .bar-track', '.summary-bar', '.state'])
      expect(await colours(popup.page, css), css).toBeGreaterThan(1);
    await client.detach();
  });

  afterAll(() => call?.close());
});

describe('the options page, as axe-core sees it', () => {
  let page: Page;
  beforeAll(async () => {
    page = await facet().options();
    await page.goto(facet().url('src/options/index.html#about'));
    await storeSessions(page, [
      { id: 'a', siteLabel: 'Meet', startedAt: YESTERDAY, seconds: 180, people: ['Ann', 'Bob'] },
      { id: 'b', siteLabel: 'Zoom', startedAt: YESTERDAY, seconds: 60, people: ['Ann'] },
    ]);
  });

  const SECTIONS = [
    ['camera', '.stage'],
    ['picture', '.drop'],
    ['sessions', '.sessions'],
    ['sessions/a', '.lane-chart canvas'],
    ['settings', '[data-setting]'],
    ['about', '.card'],
  ] as const;

  it.each(SECTIONS)('%s has no serious or moderate finding, and says in its title what it is', async (hash, sign) => {
    await page.evaluate((to) => location.assign(`#${to}`), hash);
    await page.waitForSelector(sign);
    // Of one session, its own.
    const said = () =>
      page.evaluate(() => {
        const heading = document.querySelector('.session-title') ?? document.querySelector('h1');
        return document.title === `${heading?.textContent} · Facet`;
      });
    await until(said, { otherwise: () => page.title() });
    expect(await findingsInAll(page)).toEqual([]);
  });

  it('has a report without a serious or moderate finding, no wider than a phone', async () => {
    await page.goto('about:blank');
    await page.goto(facet().url('src/options/index.html#sessions/a'));
    await page.waitForSelector('.lane-chart canvas');
    const file = await facet().download(() => page.locator('.exports li:nth-child(4) button').click());
    await page.goto(`file://${file}`);
    expect(await findingsInAll(page)).toEqual([]);
    await page.setViewport({ width: 320, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.setViewport(null);
  });
});

/** Of how many quite different colours the left end of an element is: one is nothing to be seen. */
async function colours(page: Page, css: string): Promise<number> {
  const box = await page.$eval(css, (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width: Math.min(width, 16), height };
  });
  const picture = await page.screenshot({ encoding: 'base64', clip: box });
  return page.evaluate(async (data) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (byte) => byte.codePointAt(0)!)]));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data: rgba } = context.getImageData(0, 0, image.width, image.height);
    const seen = new Set<string>();
    for (let i = 0; i < rgba.length; i += 4) seen.add([0, 1, 2].map((c) => Math.round(rgba[i + c]! / 64)).join());
    return seen.size;
  }, picture);
}
