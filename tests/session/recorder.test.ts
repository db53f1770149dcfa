import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SessionClock } from '../../src/session/clock';
import { Recorder } from '../../src/session/recorder';

/** A storage that something holds, until it lets go. */
let letGo: (store: object) => void;
const open = vi.hoisted(() => vi.fn());
vi.mock('../../src/session/store', () => ({ SessionStore: { open } }));

beforeEach(() => {
  vi.useFakeTimers();
  open.mockReturnValue(new Promise((resolve) => (letGo = resolve)));
});
afterEach(() => void vi.useRealTimers());

it('says so where the storage does not answer, and writes all that waited once it does', async () => {
  const info = { id: 's', siteId: 'meet', siteLabel: 'Meet', startedAt: Date.now(), modelVersion: 'test' };
  const life = new AbortController();
  const recorder = new Recorder({ session: info, clock: new SessionClock(), documents: () => ['d'] }, life.signal);
  recorder.participants([{ id: 'p', name: 'Ann', named: true, isSelf: false, camera: 'on' }]);
  const box = { x: 0, y: 0, width: 1, height: 1 };
  const face = { face: 1, box, score: 1, probabilities: null, expression: null, confidence: 0 };
  for (let second = 0; second < 20; second++) {
    recorder.add({ participantId: 'p', time: performance.now(), faces: [face] });
    expect(recorder.problem, `after ${second} s`).toEqual(second > 10 ? { code: 'storage_slow' } : null);
    await vi.advanceTimersByTimeAsync(1000);
  }
  const append = vi.fn(async () => true);
  letGo({ begin: async () => {}, append, close: () => {} });
  await vi.advanceTimersByTimeAsync(6000);
  expect(recorder.problem).toBeNull();
  const written = append.mock.calls.flatMap((args) => (args as unknown as [string, object, object[]])[2]);
  expect(written).toHaveLength(20);
  life.abort();
});
