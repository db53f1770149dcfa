import { beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { joinCall, prepareEngine, startCall, stopCall } from '../../src/background/calls';
import { modeOf, recordStart, recordStop, startedTabs } from '../../src/background/starts';
import { DISCLOSURE } from '../../src/consent';
import { stubBrowser } from '../browser-api';

const TAB = 7;
const told = vi.fn();
const settings = { consent: DISCLOSURE };
const PROBE = { siteId: 'meet', siteLabel: 'Meet', tiles: 2, others: 1, reading: null, changed: false, problem: null };
let local: Record<string, unknown>;

/** What documents the tab's page has now: the first is the page's own. */
let documents: readonly string[];
/** What the browser waits for, by tab, before it says which documents there are. */
const asking = new Map<number, Promise<void>>();

beforeEach(async () => {
  told.mockReset().mockImplementation((_tab, { facet }) => (facet === 'content.probe' ? PROBE : { ok: true }));
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
    tabs: { sendMessage: async (...sent: unknown[]) => told(...sent) },
    commands: { getAll: async () => [] },
    scripting: {
      executeScript: async ({ target }: { target: { tabId: number; frameIds?: number[] } }) => {
        const found = target.frameIds ? documents.slice(0, 1) : documents;
        await (target.frameIds ? undefined : asking.get(target.tabId));
        return found.map((documentId) => ({ documentId }));
      },
    },
  });
  documents = ['page'];
  asking.clear();
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
    expect(started()).toHaveLength(1);
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
