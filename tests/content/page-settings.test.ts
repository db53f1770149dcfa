import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchPageSettings } from '../../src/content/page-settings';
import { stubBrowser } from '../browser-api';

const ask = vi.fn();

let life: AbortController;
beforeEach(() => {
  vi.useFakeTimers();
  stubBrowser({
    runtime: { id: 'own', sendMessage: ask, onMessage: { addListener: () => {}, removeListener: () => {} } },
  });
  life = new AbortController();
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
});

it.each([
  ['nobody answers', () => Promise.reject(new Error('nobody'))],
  ['what is answered is no settings', async () => ({ ok: false })],
])('says so where %s for a while, and asks on', async (_, answer) => {
  ask.mockReset().mockImplementation(answer);
  const listener = { chosen: vi.fn(), unknown: vi.fn() };
  watchPageSettings(listener, life.signal);
  await vi.advanceTimersByTimeAsync(3500);
  expect(listener.unknown).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1000);
  expect(listener.unknown).toHaveBeenCalledOnce();
  ask.mockResolvedValue({ overlay: true });
  await vi.advanceTimersByTimeAsync(1000);
  expect(listener.chosen.mock.calls).toEqual([[{ overlay: true }]]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(listener.unknown).toHaveBeenCalledOnce();
});
