import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Adapter, chooseBackend, startBackend } from '../../src/engine/backend';
import type { BackendReason } from '../../src/engine/types';

/** tfjs as it behaves: a back end that fails answers false and leaves another one on. */
const tfjs = vi.hoisted(() => ({
  works: [] as string[],
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
  getBackend: () => tfjs.on,
  setBackend: async (name: string) => {
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

describe('chooseBackend', () => {
  it('takes WebGPU on a real graphics processor, and names it', () => {
    expect(chooseBackend(real)).toEqual({ name: 'webgpu', why: 'fits', processor: 'intel gen-12lp' });
  });

  it('takes WebGPU where the browser keeps the name to itself', () => {
    expect(chooseBackend({ vendor: '', architecture: '', isFallbackAdapter: false }).name).toBe('webgpu');
  });

  it.each<[string, Adapter | null, BackendReason]>([
    ['no adapter', null, 'none'],
    ['SwiftShader, as Chromium names it', software, 'imitated'],
    ['an adapter marked as fall-back', { ...real, isFallbackAdapter: true }, 'imitated'],
  ])('takes WebAssembly for %s, and says why', (_, adapter, why) => {
    expect(chooseBackend(adapter)).toEqual({ name: 'wasm', why });
  });
});

describe('startBackend', () => {
  beforeEach(() => {
    vi.stubGlobal('fetch', async () => new Response(null, { status: 404 }));
    vi.spyOn(console, 'error').mockImplementation(() => {});
    Object.assign(tfjs, { works: ['wasm', 'webgpu'], aborted: false, on: 'cpu', flags: {} });
  });
  afterEach(() => void vi.unstubAllGlobals());

  const assets = (tfjsWasm = '/') => ({ tfjsWasm, kernels: '/kernels.wasm', digests: {} });
  const startTfjs = async (folder: string) => (await startBackend(assets(folder))).tfjs();
  const machineWith = (adapter: Adapter | null) =>
    vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => adapter && { info: adapter } } });

  it.each([
    [real, 'webgpu'],
    [software, 'wasm'],
    [null, 'wasm'],
  ] as const)('for the adapter %o starts %s', async (adapter, name) => {
    machineWith(adapter);
    const backend = await startBackend(assets());
    expect(backend.report.name).toBe(name);
    // Our own kernels are not there.
    await backend.tfjs();
    expect(tfjs.on).toBe(name);
  });

  it('goes on with WebAssembly where WebGPU fails, and says so', async () => {
    machineWith(real);
    tfjs.works = ['wasm'];
    expect((await startBackend(assets())).report).toEqual({
      name: 'wasm',
      why: 'failed',
    });
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
