import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallHost } from '../../src/bridge/call-host';
import type { EngineState, Frame, TileReading } from '../../src/engine/types';
import type { CapturedFrame } from '../../src/messages';
import { Call } from '../../src/offscreen/call';
import { runClock } from '../../src/offscreen/clock';
import type { EngineHost } from '../../src/offscreen/engine-host';

vi.mock('../../src/session/recorder', () => ({
  Recorder: class {
    problem = null;
    participants() {}
    add() {}
    async close() {}
  },
}));

const READY: EngineState = {
  state: 'ready',
  backend: { name: 'wasm', why: 'none' },
  model: { version: 'test', classes: [{ name: 'neutral' }] },
};

let end: AbortController;
beforeEach(() => {
  vi.useFakeTimers();
  end = new AbortController();
});
afterEach(async () => {
  end.abort();
  await vi.advanceTimersByTimeAsync(5000);
  vi.useRealTimers();
});

const participant = (id: string) => ({ id, name: '', named: true, isSelf: false, camera: 'on' }) as const;

/** A call of two participants, unless told otherwise, whose page answers pulls after `pullTime`, and an engine that takes `readTime` for a tick. */
function scene({
  pullTime = 10,
  readTime = 20,
  state = READY,
  people = ['1', '2'],
}: {
  pullTime?: number;
  readTime?: number;
  state?: EngineState;
  people?: readonly string[];
}) {
  const pulls: number[] = [];
  const sent: TileReading[][] = [];
  let inFlight = 0;
  let most = 0;
  const host = {
    tabId: 1,
    documentId: 'doc',
    async pull(): Promise<CapturedFrame[] | null> {
      pulls.push(performance.now());
      most = Math.max(most, ++inFlight);
      await new Promise((resolve) => setTimeout(resolve, pullTime));
      inFlight--;
      return people.map((participantId) => ({
        participantId,
        time: Date.now(),
        image: { close() {} } as ImageBitmap,
      }));
    },
    sendReadings: (readings: TileReading[]) => sent.push(readings),
  } as unknown as CallHost;
  let begin = () => {};
  const isReady = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const engine = {
    state,
    ready: () => isReady,
    async readFrames(frames: readonly Frame[]): Promise<TileReading[]> {
      await new Promise((resolve) => setTimeout(resolve, readTime));
      return frames.map(({ participantId, time }) => ({ participantId, time, faces: [] }));
    },
  } as unknown as EngineHost;
  const call = new Call(1, { siteId: 'x', siteLabel: 'X', mode: 'people', pseudonyms: false }, end.signal);
  call.setParticipants(host, people.map(participant));
  void runClock(host, call, engine, end.signal);
  return { host, call, engine, begin, pulls, sent, most: () => most };
}

describe('the clock', () => {
  it("pulls eight times a second and sends readings by the page's own ids", async () => {
    const { pulls, sent } = scene({});
    await vi.advanceTimersByTimeAsync(4000);
    expect(pulls.length).toBeGreaterThanOrEqual(31);
    expect(pulls.length).toBeLessThanOrEqual(33);
    expect(sent.at(-1)?.map(({ participantId }) => participantId)).toEqual(['1', '2']);
  });

  it('has one pull in flight, and backs off where reading takes long', async () => {
    const { pulls, most } = scene({ readTime: 700, pullTime: 300 });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(most()).toBe(1);
    // 700 ms of work in each second.
    expect(pulls.length).toBeLessThanOrEqual(23);
    expect(pulls.length).toBeGreaterThanOrEqual(17);
  });

  it('does not let slow pictures slow it down further', async () => {
    const { sent } = scene({ readTime: 60, pullTime: 110 });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent.length / 10).toBeGreaterThan(7.5);
  });

  it('pulls nothing until the engine is ready, and at once then', async () => {
    const waiting = scene({ state: { state: 'loading', step: 'engine' } });
    await vi.advanceTimersByTimeAsync(2000);
    expect(waiting.pulls).toEqual([]);
    Object.assign(waiting.engine, { state: READY });
    waiting.begin();
    await vi.advanceTimersByTimeAsync(0);
    expect(waiting.pulls).toHaveLength(1);
  });

  it('sends no reading of someone whose camera went off while it was made', async () => {
    const { host, call, sent } = scene({ readTime: 100 });
    await vi.advanceTimersByTimeAsync(50);
    call.setParticipants(host, [{ id: '1', name: '', named: true, isSelf: false, camera: 'off' }]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual([]);
  });

  it('lets nobody who is known wait for a new face, nor the first of those for the others', async () => {
    const { host, call, sent } = scene({ people: ['1', '2', '3', '4', '5'], readTime: 10 });
    const show = (ids: string[]) => call.setParticipants(host, ids.map(participant));
    show(['1', '2', '3']);
    const ids = () => sent.map((readings) => readings.map(({ participantId }) => participantId));
    await vi.advanceTimersByTimeAsync(100);
    expect(ids()).toEqual([['1'], ['2', '3']]);
    show(['1', '2', '3', '4', '5']);
    await vi.advanceTimersByTimeAsync(125);
    expect(ids().slice(2)).toEqual([['1', '2', '3'], ['4'], ['5']]);
    await vi.advanceTimersByTimeAsync(125);
    expect(ids().slice(5)).toEqual([['1', '2', '3', '4', '5']]);
  });

  it('stops with its port', async () => {
    const { pulls } = scene({});
    await vi.advanceTimersByTimeAsync(1000);
    end.abort();
    const before = pulls.length;
    await vi.advanceTimersByTimeAsync(5000);
    expect(pulls.length).toBe(before);
  });
});
