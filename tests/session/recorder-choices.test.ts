import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Keeping } from '../../src/messages';
import { SessionClock } from '../../src/session/clock';
import type { Present } from '../../src/session/recorded-people';
import { Recorder } from '../../src/session/recorder';

/** What the store was asked, where it does all that it is asked but erases nobody. */
const asked = vi.hoisted(() => ({ erasing: 0, erases: false, deleted: [] as string[] }));
vi.mock('../../src/session/store', () => ({
  SessionStore: {
    open: async () => ({
      begin: async () => undefined,
      append: async () => true,
      delete: async (id: string) => void asked.deleted.push(id),
      deleteParticipant: async () => {
        asked.erasing++;
        if (!asked.erases) throw new DOMException('', 'UnknownError');
      },
      close: () => undefined,
    }),
  },
}));

const ANN: Present = { id: 'ann', name: 'Ann', named: true, isSelf: false, camera: 'on' };
let life: AbortController;
beforeEach(() => {
  Object.assign(asked, { erasing: 0, erases: false, deleted: [] });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  life = new AbortController();
});
afterEach(() => {
  life.abort();
  vi.restoreAllMocks();
});

function recorder(keeping: Partial<Keeping> = {}): Recorder {
  const clock = new SessionClock();
  const session = { id: 's', siteId: 'meet', siteLabel: 'Meet', startedAt: clock.at(), modelVersion: 'test' };
  const all = { pseudonyms: false, isFleeting: false, ...keeping };
  return new Recorder({ session, clock, documents: () => [], keeping: all }, life.signal);
}

it('keeps the name of whom it could not erase, so that it can be tried again', async () => {
  const one = recorder();
  one.participants([ANN]);
  one.participants([{ ...ANN, camera: 'off', excluded: true }]);
  expect(await one.erase('ann')).not.toBeNull();
  expect(one.keeps('ann')).toBe(true);
  asked.erases = true;
  expect(await one.erase('ann')).toBeNull();
  expect(one.keeps('ann')).toBe(false);
  expect(asked.erasing).toBe(2);
});

it('begins anew with whom it erased and who is still there', async () => {
  asked.erases = true;
  const one = recorder();
  one.participants([ANN]);
  expect(await one.erase('ann')).toBeNull();
  expect(one.keeps('ann')).toBe(true);
});

it.each([
  [true, false, []],
  [false, true, ['s']],
])(
  'keeps or forgets a session by what the user wants when it ends: fleeting %s, then %s',
  async (first, then, gone) => {
    const one = recorder({ isFleeting: first });
    one.isFleeting = then;
    await one.finish();
    expect(asked.deleted).toEqual(gone);
  },
);
