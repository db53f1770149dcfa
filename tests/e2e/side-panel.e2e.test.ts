import { expect, it } from 'vitest';
import { Popup } from '../../scripts/driver/popup';
import { readCall, rowOf, useFacet } from './session';

const facet = useFacet();

it('shows in the tab’s side panel what the popup shows, for as long as the call lasts', async () => {
  const call = await facet().call('meet');
  await call.evaluate(async () => window.call?.join('Amara Okafor', { expression: 'happiness' }));
  const popup = await readCall(facet(), call);
  await popup.page.bringToFront();
  await popup.page.click('button[aria-label="Keep open beside the call"]');
  const target = await facet().browser.waitForTarget((one) => one.url().includes('&panel'), { timeout: 10_000 });
  const page = await target.asPage();
  const panel = new Popup(page);
  await rowOf(panel, 'Amara Okafor', ({ expression }) => expression === 'happiness');
  // It is the panel already, and as wide as the user makes it.
  expect(await page.$('button[aria-label="Keep open beside the call"]')).toBeNull();
  expect(await page.evaluate(() => document.body.clientWidth === document.documentElement.clientWidth)).toBe(true);
});
