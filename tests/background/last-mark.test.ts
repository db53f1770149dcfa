import { beforeEach, expect, it, vi } from 'vitest';
import { rememberMark, takeMark } from '../../src/last-mark';
import { stubBrowser } from '../browser-api';

const NOW = Date.UTC(2026, 10, 27);
beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  let kept: Record<string, unknown> = {};
  stubBrowser({
    storage: {
      session: {
        get: async (key: string) => ({ [key]: kept[key] }),
        set: async (change: object) => void Object.assign(kept, change),
        remove: async () => {
          kept = {};
        },
      },
    },
  });
  return () => {
    vi.useRealTimers();
  };
});

it('is offered once, by the machine’s clock, whatever the session’s is', async () => {
  // The machine slept for a minute: the session's clock stood still.
  const mark = { tabId: 1, time: NOW - 60_000 };
  await rememberMark(mark);
  expect(await takeMark(2)).toBeNull();
  expect(await takeMark(1)).toEqual(mark);
  expect(await takeMark(1)).toBeNull();
});

it.each([
  ['a quarter of a minute passed', 16_000],
  ['the clock was set back', -3_600_000],
])('is no longer the last where %s', async (_, later) => {
  await rememberMark({ tabId: 1, time: NOW });
  expect(await takeMark(1, NOW + later)).toBeNull();
});
