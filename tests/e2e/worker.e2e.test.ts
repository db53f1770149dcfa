import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../scripts/driver/until';
import type { Outcome } from '../../src/messages';
import { useFacet } from './session';

describe('the service worker', () => {
  const facet = useFacet();
  /** An extension page to speak from, as the popup does. */
  let popup: Page;
  let callTab: number;
  let otherTab: number;

  beforeAll(async () => {
    const call = await facet().call('meet');
    popup = (await facet().popup(call)).page;
    callTab = Number(new URL(popup.url()).searchParams.get('tabId'));
    otherTab = await popup.evaluate(async () => (await chrome.tabs.create({ url: 'about:blank', active: false })).id!);
  });

  const start = (tabId: number): Promise<Outcome> =>
    popup.evaluate((id) => chrome.runtime.sendMessage({ facet: 'call.start', body: { tabId: id } }), tabId);
  const stop = (tabId: number): Promise<Outcome> =>
    popup.evaluate((id) => chrome.runtime.sendMessage({ facet: 'call.stop', body: { tabId: id } }), tabId);
  const offscreenDocuments = () =>
    popup.evaluate(
      async () => (await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT' as never] })).length,
    );
  const badge = (tabId: number) => popup.evaluate((id) => chrome.action.getBadgeText({ tabId: id }), tabId);

  it('brings the engine up where somebody looks at a call that can be started', async () => {
    await until(async () => (await offscreenDocuments()) === 1);
    expect(await badge(callTab)).toBe('');
  });

  it('says what to do about a page that it cannot see, and brings no engine up for it', async () => {
    await popup.evaluate(() => chrome.offscreen.closeDocument());
    expect(await start(otherTab)).toEqual({ ok: false, problem: { code: 'start_unseen' } });
    expect(await offscreenDocuments()).toBe(0);
  });

  it('brings up one engine for many starts at once, and marks the tab that is read', async () => {
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => start(callTab)));
    expect(outcomes).toEqual(outcomes.map(() => ({ ok: true })));
    expect(await offscreenDocuments()).toBe(1);
    await until(async () => (await badge(callTab)) === 'ON');
    expect(await badge(otherTab)).toBe('');
  });

  it('takes the mark away when reading stops, also after it was stopped itself', async () => {
    await (await facet().worker()).close();
    expect(await stop(callTab)).toEqual({ ok: true });
    await until(async () => (await badge(callTab)) === '');
  });

  it('has nothing to stop in a page without a call', async () => {
    expect(await stop(otherTab)).toEqual({ ok: true });
  });

  it('answers no context that may not ask', async () => {
    const outcome = await popup.evaluate(
      (body) => chrome.runtime.sendMessage({ facet: 'calls.changed', body }).then(String, (error) => String(error)),
      { tabIds: [otherTab] },
    );
    expect(outcome, 'the popup may not speak for the engine').toMatch(/undefined|closed|Receiving end/);
    expect(await badge(otherTab)).toBe('');
  });
});
