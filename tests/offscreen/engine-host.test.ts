import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Pipeline } from '../../src/engine/pipeline';
import type { EngineState, Frame, TileReading } from '../../src/engine/types';
import { EngineHost } from '../../src/offscreen/engine-host';

vi.mock('../../src/engine/pipeline', () => ({ Pipeline: { create: vi.fn() } }));
// It refuses to load outside an extension.

const backend = { name: 'wasm', why: 'because' } as const;
const model = { version: 'test', labels: ['neutral'] } as const;
const assets = { digests: {} } as ConstructorParameters<typeof EngineHost>[0];
const create = vi.mocked(Pipeline.create);

/** Stands in for a loaded pipeline; `readFrames` decides how it fares. */
function pipeline(readFrames: (frames: readonly Frame[]) => Promise<TileReading[]>) {
  const networks = { backend: { report: backend, lost: null } };
  return { backend, networks, model, readFrames, forget: vi.fn() } as unknown as Pipeline;
}

const frame = (participantId: string) => ({ participantId, time: 0, image: { close: vi.fn() } }) as unknown as Frame;

let life: AbortController;
beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  life = new AbortController();
  create.mockReset();
});
afterEach(() => {
  life.abort();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function host() {
  const engine = new EngineHost(assets, life.signal);
  const states: EngineState['state'][] = [];
  engine.watch(({ state }) => states.push(state), life.signal);
  return { engine, states };
}

describe('EngineHost', () => {
  it('loads once, however often it is asked, and tells each step', async () => {
    create.mockImplementation(async (_, options) => {
      options.onStep?.('model');
      return pipeline(async () => []);
    });
    const { engine, states } = host();
    engine.start();
    engine.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(create).toHaveBeenCalledOnce();
    expect(states).toEqual(['loading', 'ready']);
    expect(engine.state).toEqual({ state: 'ready', backend, model });
  });

  it('is waited for until it is ready, through a failure, or until whoever waits leaves', async () => {
    create.mockRejectedValueOnce(new Error('No model here.'));
    create.mockResolvedValueOnce(pipeline(async () => []));
    const { engine } = host();
    const [stays, leaves] = [new AbortController(), new AbortController()];
    const heard: string[] = [];
    void engine.ready(stays.signal).then(() => heard.push('stayed'));
    void engine.ready(leaves.signal).then(() => heard.push('left'));
    engine.start();
    await vi.advanceTimersByTimeAsync(900);
    expect(heard).toEqual([]);
    leaves.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(heard).toEqual(['left']);
    await vi.advanceTimersByTimeAsync(200);
    expect(heard).toEqual(['left', 'stayed']);
  });

  it('says why loading failed, and tries again, at first soon and then ever more rarely', async () => {
    create.mockRejectedValue(new Error('No model here.'));
    const { engine } = host();
    engine.start();
    const tries: number[] = [];
    for (let second = 0; second <= 32; second++) {
      await vi.advanceTimersByTimeAsync(second === 0 ? 0 : 1000);
      tries.push(create.mock.calls.length);
    }
    expect(engine.state).toEqual({ state: 'failed', problem: { code: 'unexpected', what: 'No model here.' } });
    // After 1, 2, 2, 4 and 8 seconds, and after 8 again and again.
    expect(tries.flatMap((count, second) => (count > (tries[second - 1] ?? 0) ? second : []))).toEqual([
      0, 1, 3, 5, 9, 17, 25,
    ]);
    create.mockResolvedValue(pipeline(async () => []));
    await vi.advanceTimersByTimeAsync(8000);
    expect(engine.state.state).toBe('ready');
  });

  it('gives up loading that never ends, says so, and tries again', async () => {
    create.mockImplementationOnce(() => new Promise(() => {}));
    create.mockImplementation(async () => pipeline(async () => []));
    const { engine, states } = host();
    engine.start();
    await vi.advanceTimersByTimeAsync(119_000);
    expect(states).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(engine.state).toEqual({ state: 'failed', problem: { code: 'engine_slow', seconds: 120 } });
    expect(create.mock.calls[0]![1].signal.aborted, 'what comes late is put away').toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(engine.state.state).toBe('ready');
  });

  it('is brought back soon again once it read something', async () => {
    const broken = () => pipeline(() => Promise.reject(new Error('lost')));
    create.mockImplementation(async () => broken());
    const { engine } = host();
    engine.start();
    const failThrice = async () => {
      for (let i = 0; i < 3; i++) await engine.readFrames([frame('a')]);
    };
    await vi.advanceTimersByTimeAsync(0);
    await failThrice();
    await vi.advanceTimersByTimeAsync(1000);
    await failThrice();
    await vi.advanceTimersByTimeAsync(1000);
    expect(engine.state.state).toBe('failed');
    create.mockResolvedValueOnce(
      pipeline(
        vi
          .fn(async () => [{ participantId: 'a', time: 0, faces: [] }])
          .mockRejectedValue(new Error('lost'))
          .mockResolvedValueOnce([]),
      ),
    );
    await vi.advanceTimersByTimeAsync(1000);
    expect(engine.state.state).toBe('ready');
    await engine.readFrames([frame('a')]);
    await failThrice();
    expect(engine.state.state).toBe('failed');
    await vi.advanceTimersByTimeAsync(1000);
    expect(engine.state.state).toBe('ready');
  });

  it('is one engine, where another model is wished while a failed one waits to be loaded again', async () => {
    create.mockRejectedValueOnce(new Error('A bad model.'));
    create.mockImplementation(async () => pipeline(async () => []));
    const { engine } = host();
    engine.start();
    await vi.advanceTimersByTimeAsync(500);
    engine.renew();
    engine.start();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(create).toHaveBeenCalledTimes(2);
    expect(engine.state.state).toBe('ready');
  });

  it('is not failed by what was being loaded when another model was wished', async () => {
    create.mockImplementationOnce(
      (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('Given up.')));
        }),
    );
    const { engine, states } = host();
    engine.start();
    await vi.advanceTimersByTimeAsync(0);
    engine.renew();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(states).not.toContain('failed');
    expect(create).toHaveBeenCalledOnce();
  });

  it('closes frames that come while it is not ready', async () => {
    const early = frame('a');
    expect(await host().engine.readFrames([early])).toEqual([]);
    expect(early.image!.close).toHaveBeenCalledOnce();
  });

  it('reads for one call after the other, never for two at once', async () => {
    let reading = 0;
    create.mockResolvedValueOnce(
      pipeline(async (frames) => {
        expect(++reading).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 50));
        reading--;
        return frames.map(({ participantId }) => ({ participantId, time: 0, faces: [] }));
      }),
    );
    const { engine } = host();
    engine.start();
    await vi.advanceTimersByTimeAsync(0);
    const both = Promise.all([engine.readFrames([frame('a')]), engine.readFrames([frame('b')])]);
    await vi.advanceTimersByTimeAsync(200);
    expect((await both).flat().map(({ participantId }) => participantId)).toEqual(['a', 'b']);
  });

  it('forgets somebody after what is being read, which would learn of them anew', async () => {
    let read = () => {};
    const one = pipeline(() => new Promise((resolve) => (read = () => resolve([]))));
    create.mockResolvedValueOnce(one);
    const { engine } = host();
    engine.start();
    await vi.advanceTimersByTimeAsync(0);
    const reading = engine.readFrames([frame('a')]);
    engine.forget('a', 'for good');
    await vi.advanceTimersByTimeAsync(100);
    expect(one.forget).not.toHaveBeenCalled();
    read();
    await reading;
    await vi.advanceTimersByTimeAsync(0);
    expect(one.forget).toHaveBeenCalledWith('a', 'for good');
  });

  it('survives a bad tick, and replaces an engine that fails three times on end', async () => {
    let broken = true;
    create.mockImplementation(async () =>
      pipeline(async () => {
        if (broken) throw new Error('The graphics context was lost.');
        return [{ participantId: 'a', time: 0, faces: [] }];
      }),
    );
    const { engine, states } = host();
    engine.start();
    await vi.advanceTimersByTimeAsync(0);
    const first = create.mock.calls[0]![1].signal;
    for (let i = 0; i < 2; i++) expect(await engine.readFrames([frame('a')])).toEqual([]);
    expect(engine.state.state).toBe('ready');
    expect(await engine.readFrames([frame('a')])).toEqual([]);
    expect(engine.state).toEqual({
      state: 'failed',
      problem: { code: 'unexpected', what: 'The graphics context was lost.' },
    });
    expect(first.aborted).toBe(true);

    broken = false;
    await vi.advanceTimersByTimeAsync(5000);
    expect(states).toEqual(['ready', 'failed', 'ready']);
    expect(await engine.readFrames([frame('a')])).toHaveLength(1);
  });

  it('gives up a read that never ends, says so, and reads on with another engine', async () => {
    create.mockResolvedValueOnce(pipeline(() => new Promise(() => {})));
    create.mockResolvedValueOnce(pipeline(async () => [{ participantId: 'b', time: 0, faces: [] }]));
    const { engine, states } = host();
    engine.start();
    await vi.advanceTimersByTimeAsync(0);
    const [stuck, waiting] = [frame('a'), frame('b')];
    const first = engine.readFrames([stuck]);
    const second = engine.readFrames([waiting]);
    await vi.advanceTimersByTimeAsync(8000);
    expect(await first).toEqual([]);
    expect(await second).toEqual([]);
    for (const { image } of [stuck, waiting]) expect(image!.close).toHaveBeenCalledOnce();
    expect(engine.state).toEqual({ state: 'failed', problem: { code: 'engine_stuck', seconds: 8 } });
    await vi.advanceTimersByTimeAsync(5000);
    expect(states).toEqual(['ready', 'failed', 'ready']);
    expect(await engine.readFrames([frame('b')])).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(engine.state.state).toBe('ready');
  });

  it('ends its engine, and every retry, with the document', async () => {
    create.mockRejectedValue(new Error('no'));
    const { engine } = host();
    engine.start();
    await vi.advanceTimersByTimeAsync(0);
    life.abort();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(create).toHaveBeenCalledOnce();
  });
});
