import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseBackend } from '../../src/engine/backend';
import { DidNotStart } from '../../src/engine/did-not-start';
import { BadFile } from '../../src/engine/integrity';
import type { Networks } from '../../src/engine/networks';
import type { BackendReport, Measured } from '../../src/engine/types';
import { BackendSwitch, type Reader } from '../../src/offscreen/backend-switch';
import { Failure } from '../../src/problem';
import { backendWords } from '../../src/ui/backend-words';

/** The real one tells each distinct error once. */
const reported = vi.hoisted(() => vi.fn());
vi.mock('../../src/report', () => ({ report: reported }));

const processor = 'maker kind';
const UNMEASURED = { name: 'wasm', why: 'unmeasured', processor } as const;
const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Networks of known speeds, in milliseconds, on the clock that stands still. */
function networksOf(report: BackendReport, detect: number, perFace: number) {
  let lose = () => {};
  const lost = new Promise<void>((resolve) => {
    lose = resolve;
  });
  const networks = {
    backend: { report, kernels: null, lost: report.name === 'webgpu' ? lost : null },
    detector: { detect: () => sleep(detect).then(() => []) },
    classifier: { classify: (crops: readonly unknown[]) => sleep(perFace * crops.length).then(() => []) },
    dispose: vi.fn(),
  } as unknown as Networks;
  return { networks, lose };
}

/** A pipeline, what its host does for it, and a memory. */
function machine(
  first: Networks,
  load: (chosen: BackendReport) => Promise<Networks>,
  remembered: Record<string, Measured> = {},
) {
  const life = new AbortController();
  const reader: Reader & { networks: Networks } = {
    networks: first,
    load: vi.fn(load),
    exchange: (networks) => {
      reader.networks.dispose();
      reader.networks = networks;
    },
  };
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  };
  const said: BackendReport[] = [];
  const backends = new BackendSwitch(reader, {
    memory: {
      recall: (name) => remembered[name] ?? null,
      keep: (name, measured) => {
        remembered[name] = measured;
      },
    },
    inTurn,
    onChange: (backend) => said.push(backend),
    signal: life.signal,
  });
  return { backends, reader, remembered, said, life, inTurn };
}

/** Asks for a tick every 125 ms until it is done. @returns how long the longest waited for its turn, milliseconds. */
async function longestWait(inTurn: ReturnType<typeof machine>['inTurn'], isDone: () => boolean, takes = 0) {
  let longest = 0;
  while (!isDone()) {
    const asked = performance.now();
    const tick = inTurn(async () => {
      longest = Math.max(longest, performance.now() - asked);
      if (takes > 0) await sleep(takes);
    });
    await vi.advanceTimersByTimeAsync(125);
    await tick;
  }
  return longest;
}

beforeEach(() => {
  vi.useFakeTimers();
  reported.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('BackendSwitch', () => {
  it.each([
    // Readback of 8 ms, whatever it reads.
    { what: 'a graphics processor that is fast with many', detect: 8, perFace: 1, name: 'webgpu', why: 'faster' },
    { what: 'one that is no faster', detect: 10, perFace: 4, name: 'wasm', why: 'slower' },
    { what: 'one in software that calls itself real', detect: 300, perFace: 250, name: 'wasm', why: 'slower' },
    { what: 'one in software on a busy machine', detect: 9000, perFace: 3000, name: 'wasm', why: 'slower' },
  ])('measures after the first answer: $what', async ({ detect, perFace, name, why }) => {
    const wasm = networksOf(UNMEASURED, 4, 4).networks;
    const webgpu = networksOf({ name: 'webgpu', why: 'faster', processor }, detect, perFace).networks;
    const { backends, reader, remembered, said } = machine(wasm, async () => webgpu);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reader.load, 'nothing was read yet').not.toHaveBeenCalled();
    backends.answered();
    backends.answered();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reader.load).toHaveBeenCalledOnce();
    expect(said).toMatchObject([{ name, why, processor }]);
    expect(reader.networks).toBe(name === 'webgpu' ? webgpu : wasm);
    expect((name === 'webgpu' ? wasm : webgpu).dispose).toHaveBeenCalledOnce();
    expect(remembered[processor]!.wasm).toEqual({ one: 8, many: 68 });
    // What is remembered says the same at the next start.
    const adapter = { vendor: 'maker', architecture: 'kind', isFallbackAdapter: false };
    expect(chooseBackend(adapter, (key) => remembered[key] ?? null)).toEqual(said[0]);
  });

  it('lets ticks be read while it measures, none of which waits for more than one run', async () => {
    const wasm = networksOf(UNMEASURED, 4, 4).networks;
    const webgpu = networksOf({ name: 'webgpu', why: 'faster', processor }, 8, 1).networks;
    const { backends, inTurn, remembered } = machine(wasm, async () => webgpu);
    backends.answered();
    await vi.advanceTimersByTimeAsync(2900);
    expect(await longestWait(inTurn, () => !!remembered[processor], 20)).toBeLessThanOrEqual(68);
    expect(remembered[processor], 'ticks are not measured along').toEqual({
      wasm: { one: 8, many: 68 },
      webgpu: { one: 9, many: 24 },
    });
  });

  it.each(['slower', 'none', 'imitated', 'failed', 'asked'] as const)(
    'does not measure where it is known: %s',
    async (why) => {
      const { backends, reader } = machine(networksOf({ name: 'wasm', why }, 4, 4).networks, async () => {
        throw new Error('not asked for');
      });
      backends.answered();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(reader.load).not.toHaveBeenCalled();
    },
  );

  const webgpuOf = (detect: number) => networksOf({ name: 'webgpu', why: 'faster', processor }, detect, 1);
  const doesNotStart = () => Promise.reject(new DidNotStart({ code: 'engine_backend', name: 'WebGPU' }));
  it.each<[string, () => Promise<Networks>, boolean]>([
    ['does not start', doesNotStart, true],
    [
      'started before, and was lost',
      () => Promise.reject(new Failure({ code: 'engine_backend', name: 'WebGPU' })),
      false,
    ],
    [
      'has a file that cannot be read',
      () => Promise.reject(new BadFile({ code: 'engine_fileMissing', name: 'a' })),
      false,
    ],
    ['never answers', () => new Promise(() => {}), false],
    ['loads and never computes', async () => webgpuOf(1e9).networks, false],
  ])('stays on the processor where the graphics processor %s', async (_, load, isKept) => {
    const wasm = networksOf(UNMEASURED, 4, 4).networks;
    const { backends, reader, said, remembered } = machine(wasm, load);
    backends.answered();
    await vi.advanceTimersByTimeAsync(90_000);
    expect(reader.networks).toBe(wasm);
    expect(wasm.dispose).not.toHaveBeenCalled();
    expect(said).toEqual([{ name: 'wasm', why: 'failed', processor }]);
    expect(remembered).toEqual(isKept ? { [processor]: { wasm: { one: 8, many: 68 }, webgpu: null } } : {});
    expect(reported).toHaveBeenCalledOnce();
  });

  it('does not wait, nor let ticks wait, for a device that is lost while it is measured', async () => {
    const graphics = webgpuOf(8);
    const { backends, inTurn, said, remembered } = machine(networksOf(UNMEASURED, 4, 4).networks, async () => {
      // Warm after 2 ticks of 9 ms; then it never answers.
      setTimeout(() => {
        graphics.networks.detector.detect = () => new Promise(() => {});
        setTimeout(graphics.lose, 50);
      }, 20);
      return graphics.networks;
    });
    backends.answered();
    await vi.advanceTimersByTimeAsync(2900);
    expect(await longestWait(inTurn, () => said.length > 0)).toBeLessThanOrEqual(68);
    expect(said).toEqual([{ name: 'wasm', why: 'failed', processor }]);
    expect(remembered).toEqual({});
    expect(graphics.networks.dispose).toHaveBeenCalledOnce();
  });

  it.each([10, 3000, 7000])('lets ticks be read while a back end takes %i ms to load', async (takes) => {
    const { backends, inTurn, said } = machine(networksOf(UNMEASURED, 4, 4).networks, async () => {
      await sleep(takes);
      return webgpuOf(8).networks;
    });
    backends.answered();
    expect(await longestWait(inTurn, () => said.length > 0)).toBeLessThanOrEqual(68);
  });

  it('reads the tick after a device is lost on the processor, and comes back a minute later', async () => {
    const measured = { wasm: { one: 8, many: 68 }, webgpu: { one: 9, many: 24 } };
    const report = { name: 'webgpu', why: 'faster', processor, measured } as const;
    const first = networksOf(report, 8, 1);
    const second = networksOf(report, 8, 1);
    const wasm = networksOf({ name: 'wasm', why: 'lost', processor }, 4, 4).networks;
    const { reader, said, inTurn } = machine(first.networks, async ({ name }) => {
      await sleep(100);
      return name === 'wasm' ? wasm : second.networks;
    });
    first.lose();
    await vi.advanceTimersByTimeAsync(0);
    let readBy: Networks | null = null;
    const tick = inTurn(async () => {
      readBy = reader.networks;
    });
    await vi.advanceTimersByTimeAsync(100);
    await tick;
    expect(readBy).toBe(wasm);
    expect(said).toEqual([{ name: 'wasm', why: 'lost', processor }]);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(reader.networks).toBe(wasm);
    await vi.advanceTimersByTimeAsync(1200);
    expect(reader.networks).toBe(second.networks);
    expect(said.at(-1)).toEqual(report);
    second.lose();
    await vi.advanceTimersByTimeAsync(200);
    expect(reader.networks, 'it is watched anew').toBe(wasm);
  });

  it('says the numbers again where a device comes back that was lost after its trial', async () => {
    const loaded: ReturnType<typeof webgpuOf>[] = [];
    const { backends, said } = machine(networksOf(UNMEASURED, 4, 4).networks, async (chosen) => {
      if (chosen.name === 'wasm') return networksOf(chosen, 4, 4).networks;
      loaded.push(networksOf(chosen, 8, 1));
      return loaded.at(-1)!.networks;
    });
    backends.answered();
    await vi.advanceTimersByTimeAsync(10_000);
    loaded[0]!.lose();
    await vi.advanceTimersByTimeAsync(70_000);
    loaded[1]!.lose();
    await vi.advanceTimersByTimeAsync(70_000);
    expect(said.map(({ why }) => why)).toEqual(['faster', 'lost', 'faster', 'lost', 'faster']);
    for (const report of said.filter(({ why }) => why === 'faster')) {
      expect(backendWords(report)).toMatch(/24\sms.*68\sms/);
    }
  });

  it.each<[string, Partial<Networks['backend']['report']>, number]>([
    ['a trial that loads', UNMEASURED, 3500],
    ['a trial that measures', UNMEASURED, 7900],
  ])('says no error of %s where the engine ends', async (_, report, end) => {
    const graphics = webgpuOf(8);
    const { backends, life, said } = machine(networksOf(report as BackendReport, 4, 4).networks, async () => {
      await Promise.race([
        sleep(5000 - 600),
        new Promise((_resolve, reject) => life.signal.addEventListener('abort', () => reject(life.signal.reason))),
      ]);
      graphics.networks.detector.detect = async () => {
        await sleep(8);
        life.signal.throwIfAborted();
        return [];
      };
      return graphics.networks;
    });
    backends.answered();
    await vi.advanceTimersByTimeAsync(end);
    life.abort();
    await vi.advanceTimersByTimeAsync(100_000);
    expect(reported).not.toHaveBeenCalled();
    expect(said).toEqual([]);
  });

  it('says no error of a lost device where the engine ends meanwhile', async () => {
    const first = webgpuOf(8);
    const { life } = machine(first.networks, async () => {
      await sleep(100);
      life.signal.throwIfAborted();
      return first.networks;
    });
    first.lose();
    await vi.advanceTimersByTimeAsync(50);
    life.abort();
    await vi.advanceTimersByTimeAsync(1000);
    expect(reported).not.toHaveBeenCalled();
  });

  it('ends with the engine: nothing is measured, kept or taken after it', async () => {
    const wasm = networksOf(UNMEASURED, 4, 4).networks;
    const webgpu = networksOf({ name: 'webgpu', why: 'faster', processor }, 8, 1).networks;
    const { backends, remembered, said, life } = machine(wasm, async () => webgpu);
    backends.answered();
    await vi.advanceTimersByTimeAsync(3100);
    life.abort();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(said).toEqual([]);
    expect(remembered).toEqual({});
    if (vi.mocked(webgpu.dispose).mock.calls.length === 0) expect(vi.getTimerCount()).toBe(0);
  });
});
