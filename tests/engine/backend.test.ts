import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Adapter, chooseBackend, startBackend } from '../../src/engine/backend';
import type { BackendReason, BackendReport, Measured } from '../../src/engine/types';

/** tfjs as it behaves: a back end that fails answers false and leaves another one on. */
const tfjs = vi.hoisted(() => ({
  works: [] as string[],
  hangs: '',
  aborted: false,
  on: 'cpu',
  flags: {} as Record<string, unknown>,
}));
vi.mock('@tensorflow/tfjs-backend-wasm', () => ({
  setWasmPaths: () => {
    // As 4.22.0 answers once a start has failed.
    if (tfjs.aborted) throw new Error('The WASM backend was already initialized.');
  },
}));
vi.mock('@tensorflow/tfjs-backend-webgpu', () => ({}));
vi.mock('@tensorflow/tfjs-core', () => ({
  env: () => ({
    set: (flag: string, value: unknown) => {
      tfjs.flags[flag] = value;
    },
  }),
  findBackend: () => ({ device: { lost: new Promise(() => {}) } }),
  findBackendFactory: () => async () => ({}),
  removeBackend: () => {},
  registerBackend: () => true,
  getBackend: () => tfjs.on,
  setBackend: async (name: string) => {
    if (name === tfjs.hangs) return new Promise(() => {});
    if (!tfjs.works.includes(name)) {
      tfjs.aborted ||= name === 'wasm';
      return false;
    }
    // Threads hang in an extension.
    if (name === 'wasm' && tfjs.flags.WASM_HAS_MULTITHREAD_SUPPORT !== false) return new Promise(() => {});
    tfjs.on = name;
    return true;
  },
}));

const real: Adapter = { vendor: 'intel', architecture: 'gen-12lp', isFallbackAdapter: false };
const software: Adapter = { vendor: 'google', architecture: 'swiftshader', isFallbackAdapter: false };

const speeds = (one: number, many: number) => ({ one, many });
/** Of an integrated graphics processor whose readbacks take long, as a face alone shows. */
const gain: Measured = { wasm: speeds(6, 70), webgpu: speeds(12, 25) };
const loss: Measured = { wasm: speeds(6, 70), webgpu: speeds(30, 60) };
const nothing = () => null;

describe('chooseBackend', () => {
  it.each<[string, Adapter, Measured | null, BackendReport]>([
    ['WebAssembly until a real one was measured', real, null, { name: 'wasm', why: 'unmeasured' }],
    ['WebGPU where it was faster', real, gain, { name: 'webgpu', why: 'faster', measured: gain }],
    ['WebAssembly where WebGPU was slower', real, loss, { name: 'wasm', why: 'slower', measured: loss }],
    ['WebAssembly where WebGPU broke', real, { ...loss, webgpu: null }, { name: 'wasm', why: 'failed' }],
  ])('takes %s', (_, adapter, measured, report) => {
    const recall = vi.fn(() => measured);
    expect(chooseBackend(adapter, recall)).toEqual({ ...report, processor: 'intel gen-12lp' });
    expect(recall).toHaveBeenCalledWith('intel gen-12lp');
  });

  it('does not change for a gain within what a measurement errs', () => {
    const alike: Measured = { wasm: speeds(6, 70), webgpu: speeds(6, 60) };
    expect(chooseBackend(real, () => alike).name).toBe('wasm');
  });

  it.each<[string, Adapter | null, BackendReason]>([
    ['no adapter', null, 'none'],
    ['SwiftShader, as Chromium names it', software, 'imitated'],
    ['an adapter marked as fall-back', { ...real, isFallbackAdapter: true }, 'imitated'],
  ])('takes WebAssembly for %s whatever was measured, and says why', (_, adapter, why) => {
    expect(chooseBackend(adapter, () => gain)).toEqual({ name: 'wasm', why });
  });
});

describe('startBackend', () => {
  beforeEach(() => {
    vi.stubGlobal('fetch', async () => new Response(null, { status: 404 }));
    vi.spyOn(console, 'error').mockImplementation(() => {});
    Object.assign(tfjs, { works: ['wasm', 'webgpu'], hangs: '', aborted: false, on: 'cpu', flags: {} });
  });
  afterEach(() => void vi.unstubAllGlobals());

  const assets = (tfjsWasm = '/') => ({ tfjsWasm, kernels: '/kernels.wasm', digests: {} });
  const startTfjs = async (folder: string) => (await startBackend(assets(folder))).tfjs();
  const machineWith = (adapter: Adapter | null) =>
    vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => adapter && { info: adapter } } });

  it.each([
    [real, () => gain, 'webgpu'],
    [real, nothing, 'wasm'],
    [software, nothing, 'wasm'],
    [null, nothing, 'wasm'],
  ] as const)('for the adapter %o and what is remembered (%o) starts %s', async (adapter, recall, name) => {
    machineWith(adapter);
    const backend = await startBackend(assets(), undefined, recall);
    expect(backend.report.name).toBe(name);
    // Our own kernels are not there.
    await backend.tfjs();
    expect(tfjs.on).toBe(name);
  });

  it('goes on with WebAssembly where WebGPU fails, and says so', async () => {
    machineWith(real);
    tfjs.works = ['wasm'];
    expect((await startBackend(assets(), undefined, () => gain)).report).toEqual({
      name: 'wasm',
      why: 'failed',
    });
  });

  it.each([
    ['tells of none', () => new Promise(() => {}), 'none'],
    ['never starts', async () => ({ info: real }), 'failed'],
  ])('goes on with WebAssembly where a graphics processor that hangs %s', async (_, requestAdapter, why) => {
    vi.useFakeTimers();
    try {
      vi.stubGlobal('navigator', { gpu: { requestAdapter } });
      tfjs.hangs = 'webgpu';
      const starting = startBackend(assets(), undefined, () => gain);
      await vi.advanceTimersByTimeAsync(25_000);
      expect((await starting).report).toEqual({ name: 'wasm', why });
    } finally {
      vi.useRealTimers();
    }
  });

  it('starts WebAssembly at a later try where the first one failed', async () => {
    machineWith(null);
    tfjs.works = [];
    await expect(startTfjs('/again/')).rejects.toThrow('WebAssembly did not start');
    tfjs.works = ['wasm'];
    await startTfjs('/again/');
    expect(tfjs.on).toBe('wasm');
  });

  it('never goes on without a word: what was asked for starts, or it fails', async () => {
    machineWith(real);
    tfjs.works = ['wasm'];
    await expect(startBackend(assets(), 'webgpu')).rejects.toThrow('WebGPU did not start');
    tfjs.works = [];
    await expect(startTfjs('/')).rejects.toThrow('WebAssembly did not start');
  });
});
