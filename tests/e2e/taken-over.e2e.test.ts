import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { asContentScript } from '../../scripts/driver/isolated-world';
import { overlayOf } from '../../scripts/driver/overlay';
import type { Popup } from '../../scripts/driver/popup';
import { until } from '../../scripts/driver/until';
import { readCall, useFacet } from './session';

/** Says hello over a port of its own, and tells what it heard within a second. */
const OPEN_PORT = `new Promise((resolve) => {
  const heard = [];
  const port = chrome.runtime.connect({ name: 'facet.call' });
  port.onMessage.addListener(({ type, problem }) => heard.push(problem?.code ?? type));
  port.onDisconnect.addListener(() => heard.push('disconnected'));
  try {
    port.postMessage({ type: 'hello', callKey: null, siteLabel: 'x'.repeat(300000), mode: 'people' });
    const participants = Array.from({ length: 20000 }, (_, i) => (
      { id: 'evil' + i, name: 'Nobody', named: true, isSelf: false, camera: 'on' }));
    port.postMessage({ type: 'participants', participants });
  } catch {}
  setTimeout(() => { port.disconnect(); resolve(heard); }, 1000);
})`;

const ask = (name: string, body: object) =>
  `chrome.runtime.sendMessage({ facet: '${name}', body: ${JSON.stringify(body)} }).then((x) => x ?? null, String)`;

describe('a content script that was taken over', () => {
  const facet = useFacet();
  let call: Page;
  let popup: Popup;
  const asScript = <T>(expression: string) => asContentScript<T>(call, facet().extensionId, expression);

  beforeAll(async () => {
    call = await facet().call('meet');
  });

  it('reads and changes no settings', async () => {
    for (const attempt of ["get('settings')", 'set({ settings: { consent: 2 } })', 'clear()', "get('reading')"])
      expect(await asScript(`chrome.storage.local.${attempt}.then(() => 'done', String)`), attempt).toMatch(
        /not allowed/,
      );
    expect(await asScript("chrome.storage.session.get('started').then(() => 'done', String)")).toMatch(/not allowed/);
  });

  it('does not begin to read by itself', async () => {
    const tabId = Number(new URL((await facet().popup(call)).page.url()).searchParams.get('tabId'));
    // Nobody answers.
    expect(await asScript(ask('call.start', { tabId }))).toBeNull();
    expect(await asScript(ask('call.terms', { tabId, documentId: 'x', origin: 'https://x' }))).toBeNull();
    expect(await asScript(ask('page.settings', {}))).toBeNull();
    expect(await asScript(ask('person.exclude', { key: null, name: 'Ann', excluded: true }))).toMatchObject({
      ok: false,
    });
    expect(await asScript(ask('engine.prepare', {}))).toBeNull();
    // No engine is brought up for it, and the one that came up for the popup does not read it.
    expect(await asScript(ask('engine.ensure', {}))).toEqual({ ok: false, problem: { code: 'page_unread' } });
    const heard = await asScript<string[]>(OPEN_PORT);
    expect(heard).toContainEqual('page_notStarted');
    expect(heard).not.toContain('pull');
  });

  it('opens no second port beside the one that is read', async () => {
    popup = await readCall(facet(), call);
    const before = (await popup.rows()).map(({ name }) => name);
    const heard = await asScript<string[]>(OPEN_PORT);
    expect(heard).toEqual(['disconnected']);
    const rows = await popup.rows();
    expect(rows.map(({ name }) => name)).toEqual(before);
    await until(async () => /is reading/.test((await overlayOf(call))?.notice ?? ''));
    // What it may know now: how badges are drawn, and who is left out here. Nothing of the agreement or of other sites.
    const settings = await asScript<object>(ask('page.settings', {}));
    expect(settings).toMatchObject({ overlay: true, excluded: [] });
    for (const kept of ['consent', 'mode', 'pseudonyms', 'keepDays']) expect(settings).not.toHaveProperty(kept);
  });

  it('cannot read on after the page was loaded anew', async () => {
    await call.reload();
    await call.waitForFunction(() => window.call?.playing(), { timeout: 30_000 });
    const heard = await asScript<string[]>(OPEN_PORT);
    expect(heard).toContainEqual('page_notStarted');
    expect(heard).not.toContain('pull');
  });
});
