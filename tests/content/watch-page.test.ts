// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchPage } from '../../src/content/schedule';

/** A scan that takes 14 ms, which earns it two seconds of rest. */
const COST = 14;
const REST = COST / 0.007 - COST;

let scans: number[];
let stop: AbortController;
const scan = () => {
  scans.push(performance.now());
  vi.advanceTimersByTime(COST);
};

beforeEach(() => {
  vi.useFakeTimers();
  scans = [];
  stop = new AbortController();
});

afterEach(() => {
  stop.abort();
  vi.useRealTimers();
});

it('scans at once, then when it has rested', async () => {
  watchPage(scan, stop.signal);
  expect(scans).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(REST - 200);
  expect(scans).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(500);
  expect(scans).toHaveLength(2);
});

it('puts the next turn off by a scan out of turn', async () => {
  const now = watchPage(scan, stop.signal);
  await vi.advanceTimersByTimeAsync(REST - 200);
  now();
  expect(scans).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(REST - 200);
  expect(scans).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(500);
  expect(scans).toHaveLength(3);
});

it('leaves out a turn that waits for its frame when a scan out of turn comes before it', async () => {
  const now = watchPage(scan, stop.signal);
  await vi.advanceTimersByTimeAsync(REST);
  expect(scans).toHaveLength(1);
  now();
  await vi.advanceTimersByTimeAsync(REST - 200);
  expect(scans).toHaveLength(2);
});

it('goes on where a scan failed', async () => {
  let fails = false;
  const now = watchPage(() => {
    scan();
    if (fails) throw new Error('A broken page.');
  }, stop.signal);
  fails = true;
  expect(now).toThrow('A broken page.');
  fails = false;
  await vi.advanceTimersByTimeAsync(2 * REST);
  expect(scans.length).toBeGreaterThan(2);
});

it('ends with its signal', async () => {
  watchPage(scan, stop.signal);
  stop.abort();
  await vi.advanceTimersByTimeAsync(10 * REST);
  expect(scans).toHaveLength(1);
});
