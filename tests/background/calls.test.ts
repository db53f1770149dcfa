import { beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { joinCall, prepareEngine, startCall, stopCall } from '../../src/background/calls';
import { modeOf, recordStart, recordStop, startedTabs } from '../../src/background/starts';
import { DISCLOSURE } from '../../src/consent';
import { stubBrowser } from '../browser-api';

const TAB = 7;
const told = vi.fn();
const settings = { consent: DISCLOSURE };
let local: Record<string, unknown>;

/** What documents the tab's page has now: the first is the page's own. */
let documents: readonly string[];
/** What the browser waits for, by tab, before it says which documents there are. */
const asking = new Map<number, Promise<void>>();
/** What the browser waits for before it puts a script into a page. */
let injecting: Promise<void>;

beforeEach(async () => {
  told.mockReset().mockReturnValue({ ok: true });
  local = { settings };
  const session: Record<string, unknown> = {};
  const area = (of: Record<string, unknown>) => ({
    get: async (key?: string) => (key === undefined ? { ...of } : { [key]: of[key] }),
    remove: async (key: string) => void delete of[key],
    set: async (change: object) => void Object.assign(of, change),
  });
  stubBrowser({
    storage: { local: area(local), session: area(session) },
    // No page says yet that it reads: whatever it is asked is kept, and nothing is answered.
    tabs: {
      sendMessage: async (...sent: unknown[]) => told(...sent),
      get: async () => ({ url: 'https://meet.google.com/abc-defg-hij' }),
    },
    commands: { getAll: async () => [] },
    scripting: {
      executeScript: async ({
        target,
        files,
      }: {
        target: { tabId: number; frameIds?: number[] };
        files?: string[];
      }) => {
        if (files) await injecting;
        const found = target.frameIds ? documents.slice(0, 1) : documents;
        await (target.frameIds ? undefined : asking.get(target.tabId));
        if (found.length === 0) throw new Error('Cannot access contents of the page.');
        return found.map((documentId) => ({ documentId }));
      },
    },
  });
  documents = ['page'];
  asking.clear();
  injecting = Promise.resolve();
  await recordStop(TAB);
});

/** Frames that were told to read. */
const started = () =>
  told.mock.calls.filter(([, { facet }]) => facet === 'content.start').map(([, , { frameId }]) => frameId);
const frame = { id: 'own', tab: { id: TAB }, frameId: 3, documentId: 'frame' } as never;

describe('a frame that comes up', () => {
  it('while reading is being started is read, though its page has not heard of the start yet', async () => {
    await recordStart(TAB, 'people');
    await joinCall(frame);
    expect(started()).toEqual([3]);
  });

  it('in a page of which nobody asked that it be read is not', async () => {
    await joinCall(frame);
    expect(started()).toEqual([]);
  });

  it('in a page that was loaded anew since is not', async () => {
    await recordStart(TAB, 'people');
    documents = ['another page'];
    await joinCall(frame);
    expect(started()).toEqual([]);
  });

  it('after the user took their agreement back is not', async () => {
    await recordStart(TAB, 'people');
    local.settings = { consent: 0 };
    await joinCall(frame);
    expect(started()).toEqual([]);
  });

  it.each([
    ['for the first time', false],
    ['anew', true],
  ])('while the browser says which documents there are is read, the tab being started %s', async (_, isAgain) => {
    if (isAgain) await recordStart(TAB, 'people');
    let answer = () => {};
    asking.set(TAB, new Promise((resolve) => (answer = resolve)));
    const starting = recordStart(TAB, 'mirror');
    const joining = joinCall(frame);
    // As far as it comes without the browser's answer.
    await new Promise((resolve) => setTimeout(resolve, 20));
    answer();
    await Promise.all([starting, joining]);
    expect(await modeOf(TAB, 'frame')).toBe('mirror');
    expect(started()).toEqual([3]);
  });
});

describe('a start that the user takes back', () => {
  /** Lets the engine come up. */
  let up = () => {};
  beforeEach(() => {
    const creating = new Promise<void>((resolve) => (up = resolve));
    Object.assign(browser, {
      runtime: { getContexts: async () => [] },
      offscreen: { createDocument: () => creating, closeDocument: async () => {} },
    });
  });

  it('before the engine is there begins nothing, and the next one begins', async () => {
    const starting = startCall(TAB);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await stopCall(TAB);
    up();
    expect(await starting).toEqual({ ok: true });
    expect(started()).toEqual([]);
    expect(await startedTabs()).toEqual([]);
    await startCall(TAB);
    expect(started()).toHaveLength(2);
  });

  it('while the page gets its script begins nothing', async () => {
    up();
    told.mockRejectedValue(new Error('Receiving end does not exist.'));
    Object.assign(browser.runtime, { getManifest: () => ({ content_scripts: [] }) });
    let inject = () => {};
    injecting = new Promise((resolve) => (inject = resolve));
    const starting = startCall(TAB);
    await vi.waitFor(() => expect(started()).toHaveLength(2));
    const stopping = stopCall(TAB);
    told.mockReset().mockReturnValue({ ok: true });
    inject();
    expect(await starting).toEqual({ ok: true });
    await stopping;
    expect(started()).toEqual([]);
    expect(await startedTabs()).toEqual([]);
  });
});

describe('a start', () => {
  const nobody = () => Promise.reject(new Error('Could not establish connection. Receiving end does not exist.'));
  beforeEach(() => {
    Object.assign(browser, {
      runtime: { getContexts: async () => [{}], getManifest: () => ({ content_scripts: [{ js: ['content.js'] }] }) },
      offscreen: { closeDocument: async () => {} },
    });
    documents = ['page', 'frame'];
  });
  const orders = () =>
    told.mock.calls
      .filter(([, { facet }]) => facet === 'content.start')
      .map(([, { body }, to]) => ({ to, settings: body.settings }));

  it('tells the page, and no frame within it, what was chosen and who is left out on its site', async () => {
    local.excluded = [
      { site: 'meet', key: null, name: 'Ada' },
      { site: 'zoom', key: null, name: 'Bob' },
    ];
    local.settings = { ...settings, overlay: false };
    expect(await startCall(TAB)).toEqual({ ok: true });
    expect(orders()).toEqual([
      {
        to: { documentId: 'page' },
        settings: expect.objectContaining({ overlay: false, excluded: [{ key: null, name: 'Ada' }] }),
      },
      { to: {}, settings: undefined },
    ]);
    expect(await modeOf(TAB, 'frame')).toBe('people');
  });

  it('puts a script into a page that has none, and tells it then', async () => {
    told.mockImplementationOnce(nobody).mockImplementationOnce(nobody);
    expect(await startCall(TAB)).toEqual({ ok: true });
    expect(orders().map(({ to }) => to)).toEqual([{ documentId: 'page' }, {}, { documentId: 'page' }, {}]);
    expect(await modeOf(TAB, 'page')).toBe('people');
  });

  it('of a page in which no script of ours answers is refused, and none of its documents may be read', async () => {
    told.mockImplementation(nobody);
    expect(await startCall(TAB)).toEqual({ ok: false, problem: { code: 'start_unseen' } });
    expect(await modeOf(TAB, 'page')).toBeNull();
  });

  it('of a page that Facet may not see is refused, and brings no engine up', async () => {
    documents = [];
    const createDocument = vi.fn(async () => {});
    Object.assign(browser, { runtime: { getContexts: async () => [] }, offscreen: { createDocument } });
    expect(await startCall(TAB)).toEqual({ ok: false, problem: { code: 'start_unseen' } });
    expect(createDocument).not.toHaveBeenCalled();
    expect(told).not.toHaveBeenCalled();
    expect(await startedTabs()).toEqual([]);
  });
});

describe('a start that is likely', () => {
  let opened = 0;
  beforeEach(() => {
    opened = 0;
    Object.assign(browser, {
      runtime: { getContexts: async () => [] },
      offscreen: { createDocument: async () => void opened++, closeDocument: async () => {} },
    });
  });

  it('finds the engine there, and nothing is read before it', async () => {
    expect(await prepareEngine()).toEqual({ ok: true });
    expect(opened).toBe(1);
    expect(await startedTabs()).toEqual([]);
    expect(told).not.toHaveBeenCalled();
  });

  it('brings nothing up for who did not agree', async () => {
    local.settings = { consent: 0 };
    expect(await prepareEngine()).toMatchObject({ ok: false });
    expect(opened).toBe(0);
  });
});

describe('a tab that never answers', () => {
  it('keeps no other from being read, nor from being stopped', async () => {
    asking.set(8, new Promise(() => {}));
    void recordStart(8, 'people');
    await recordStart(TAB, 'people');
    expect(await modeOf(TAB, 'page')).toBe('people');
    expect((await startedTabs()).sort()).toEqual([TAB, 8]);
  });
});
