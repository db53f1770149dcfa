import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followCall } from '../../src/popup/monitor';
import { stubBrowser } from '../browser-api';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('leaves nothing behind of a try that found no engine', async () => {
  let tries = 0;
  stubBrowser({
    runtime: {
      connect: () => {
        tries++;
        return {
          onMessage: { addListener() {} },
          onDisconnect: { addListener: (listener: () => void) => queueMicrotask(listener) },
          postMessage() {},
          disconnect() {},
        };
      },
    },
  });
  const life = new AbortController();
  let held = 0;
  const { addEventListener, removeEventListener } = life.signal;
  life.signal.addEventListener = ((...listened: Parameters<typeof addEventListener>) => {
    held++;
    addEventListener.apply(life.signal, listened);
  }) as typeof addEventListener;
  life.signal.removeEventListener = ((...listened: Parameters<typeof removeEventListener>) => {
    held--;
    removeEventListener.apply(life.signal, listened);
  }) as typeof removeEventListener;

  followCall(1, () => {}, life.signal);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tries).toBeGreaterThan(100);
  // The wait for the next try, or the try.
  expect(held).toBeLessThanOrEqual(1);
  life.abort();
  const before = tries;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tries).toBe(before);
});
