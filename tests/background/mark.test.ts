import { beforeEach, expect, it, vi } from 'vitest';
import { markMoment } from '../../src/background/mark';
import { send } from '../../src/bridge/requests';
import { takeMark } from '../../src/last-mark';
import { stubBrowser } from '../browser-api';

vi.mock('../../src/bridge/requests', () => ({ send: vi.fn() }));
const asked = vi.mocked(send);

/** What a tab's button says, and what the browser keeps while it runs. */
const badges = new Map<number, string>();
let session: Record<string, unknown> = {};
const openPopup = vi.fn(async () => undefined);

beforeEach(() => {
  badges.clear();
  session = {};
  openPopup.mockClear();
  stubBrowser({
    runtime: { id: 'own', getContexts: async () => [{}] },
    tabs: { query: async () => [{ id: 7 }] },
    action: {
      openPopup,
      getBadgeText: async ({ tabId }: { tabId: number }) => badges.get(tabId) ?? '',
      setBadgeText: async ({ tabId, text }: { tabId: number; text: string }) => void badges.set(tabId, text),
      setBadgeBackgroundColor: async () => undefined,
      setBadgeTextColor: async () => undefined,
      setTitle: async () => undefined,
    },
    storage: {
      local: { get: async () => ({ reading: [{ tabId: 7, mode: 'people' }] }) },
      session: {
        get: async () => session,
        set: async (items: object) => void Object.assign(session, items),
        remove: async (key: string) => void delete session[key],
      },
    },
  });
});

it('says that a mark came too early until one is set, which the popup then asks a word for, once', async () => {
  asked.mockResolvedValueOnce({ ok: false, problem: { code: 'mark_early' } });
  await markMoment({ id: 7 });
  expect(badges.get(7)).toBe('!');
  expect(openPopup).not.toHaveBeenCalled();

  const time = Date.now();
  asked.mockResolvedValueOnce({ ok: true, time });
  await markMoment({ id: 7 });
  expect(badges.get(7)).toBe('ON');
  expect(openPopup).toHaveBeenCalledOnce();
  expect(await takeMark(8)).toBeNull();
  expect(await takeMark(7)).toEqual({ tabId: 7, time });
  expect(await takeMark(7)).toBeNull();
});

it('is set all the same where no popup opens', async () => {
  openPopup.mockRejectedValueOnce(new Error('Could not find an active browser window.'));
  asked.mockResolvedValueOnce({ ok: true, time: Date.now() });
  await markMoment({ id: 7 });
  expect(await takeMark(7)).not.toBeNull();
});
