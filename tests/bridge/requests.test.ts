import { beforeAll, describe, expect, it, vi } from 'vitest';
import * as requests from '../../src/bridge/requests';
import { stubBrowser } from '../browser-api';

const OWN = 'chrome-extension://own/';
type Listener = (message: unknown, sender: object, respond: (answer: unknown) => void) => unknown;
let listener: Listener;
let answer: unknown;

beforeAll(() => {
  const onMessage = { addListener: (added: Listener) => (listener = added), removeListener: () => undefined };
  stubBrowser({
    runtime: { id: 'own', getURL: (path: string) => OWN + path, onMessage },
    tabs: { sendMessage: async () => answer },
  });
});

const PAGE = { id: 'own', tab: { id: 7 }, url: 'https://meet.google.com/abc-defg-hij' };
const POPUP = { id: 'own', url: `${OWN}src/popup/index.html` };

it('names the tab of a page’s script, and none of the extension’s own pages', () => {
  const told = (sender: object) => requests.tabOfPage(sender as never);
  expect(told(PAGE)).toBe(7);
  // The popup, as a popup and in a tab of its own: it may name another.
  expect(told(POPUP)).toBeUndefined();
  expect(told({ ...POPUP, tab: { id: 7 } })).toBeUndefined();
  expect(told({ ...PAGE, id: 'stranger' })).toBeUndefined();
});

describe('a request', () => {
  const start = vi.fn(() => ({ ok: true }) as const);
  const ask = (body: unknown, sender: object = POPUP) =>
    new Promise((resolve) => {
      requests.handle('background', { 'call.start': start });
      if (listener({ facet: 'call.start', body }, sender, resolve) === undefined) resolve('left alone');
    });

  it('arrives with what belongs to it, and nothing else', async () => {
    expect(await ask({ tabId: 3, mode: 'mirror', secret: 'x' })).toEqual({ ok: true });
    expect(start).toHaveBeenLastCalledWith({ tabId: 3, mode: 'mirror' }, POPUP);
  });

  it.each([
    undefined,
    null,
    [],
    'a',
    {},
    { tabId: '3' },
    { tabId: Number.NaN },
    { tabId: 0.5 },
    { tabId: 1e300 },
    { tabId: 3, mode: 'all' },
    { tabId: 3, mode: undefined },
  ])('with the body %j is refused with a sentence', async (body) => {
    start.mockClear();
    expect(await ask(body)).toEqual({
      ok: false,
      problem: { code: 'request_refused', name: 'call.start' },
    });
    expect(start).not.toHaveBeenCalled();
  });

  it('that tells of an error says nothing but kinds and places in the code', async () => {
    const noted = vi.fn(() => ({ ok: true }) as const);
    const tell = (note: object) =>
      new Promise((resolve) => {
        requests.handle('background', { 'error.noted': noted });
        listener({ facet: 'error.noted', body: { context: 'content', note } }, PAGE, resolve);
      });
    const note = { where: 'reading a tick', chain: [{ kind: 'Error', at: ['assets/a-1_b.js:1:2'] }] };
    expect(await tell(note)).toEqual({ ok: true });
    for (const chain of [
      [{ kind: 'Ann Lee', at: [] }],
      [{ kind: 'Error', at: ['Ann Lee:1:2'] }],
      [{ kind: 'Error', at: ['assets/a.js'] }],
    ])
      expect(await tell({ ...note, chain })).toMatchObject({ ok: false });
    expect(await tell({ ...note, where: 'x'.repeat(101) })).toMatchObject({ ok: false });
    expect(noted).toHaveBeenCalledOnce();
  });

  it('to begin reading is not heard from a page', async () => {
    expect(await ask({ tabId: 7 }, PAGE)).toBe('left alone');
  });
});

describe('the answer of a page', () => {
  const PROBE = {
    siteId: 'meet',
    siteLabel: 'Meet',
    tiles: 2,
    others: 1,
    reading: null,
    changed: false,
    problem: null,
  };
  const ask = (given: unknown) => {
    answer = given;
    return requests.sendToTab(1, 'content.probe', {});
  };

  it('arrives with what belongs to it, and nothing else', async () => {
    expect(await ask({ ...PROBE, secret: 'x' })).toEqual(PROBE);
    const problem = { code: 'page_restarting', why: { code: 'unexpected', what: 'x' } };
    expect(await ask({ ...PROBE, problem })).toEqual({ ...PROBE, problem });
  });

  const cyclic: Record<string, unknown> = { code: 'page_restarting' };
  cyclic.why = cyclic;
  it.each([
    undefined,
    { ...PROBE, tiles: -1 },
    { ...PROBE, siteLabel: 'x'.repeat(5000) },
    { ...PROBE, problem: 'text' },
    { ...PROBE, problem: { code: 'toString' } },
    { ...PROBE, problem: { code: 'unexpected', what: null } },
    { ...PROBE, problem: cyclic },
  ])('is refused where it is not one: %#', async (given) => {
    await expect(ask(given)).rejects.toThrow(/content\.probe/);
  });

  it('says what went wrong there, where it could not answer', async () => {
    const problem = { code: 'unexpected', what: 'the rules of this site' };
    await expect(ask({ ok: false, problem })).rejects.toThrow(/the rules of this site/);
  });
});
