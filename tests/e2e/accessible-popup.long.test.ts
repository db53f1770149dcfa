import type { Page } from 'puppeteer';
import { afterAll, describe, expect, it } from 'vitest';
import type { Popup } from '../../scripts/driver/popup';
import { findingsInAll, LOOKS } from './axe';
import { rowOf, useFacet } from './session';

const facet = useFacet({ agree: false, myExpression: 'happiness' });

describe('popup and side panel, as axe-core sees them', () => {
  let call: Page;
  let popup: Popup;

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
