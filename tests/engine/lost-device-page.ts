import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { findBackend, sum, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { assetsUnder } from '../../src/engine/assets';
import { startBackend } from '../../src/engine/backend';
import type { BackendReport } from '../../src/engine/types';

/** Runs in a page, called from lost-device.browser.test.ts. */
declare global {
  var lostDevice: typeof calls;
}

const assets = assetsUnder(new URL('/', location.href).href);
const kept: Tensor[] = [];

const calls = {
  /** Starts WebGPU and lets it compute. @returns the sum of 1, 2 and 3. */
  async start(): Promise<number> {
    await startBackend(assets, 'webgpu');
    const numbers = tensor([1, 2, 3]);
    kept.push(numbers);
    const total = sum(numbers);
    return (await total.data())[0]!;
  },
  /** What is chosen where nobody asks for a back end, on a machine whose graphics processor was faster. */
  async choose(): Promise<BackendReport> {
    const info = { vendor: 'maker', architecture: 'kind', isFallbackAdapter: false };
    navigator.gpu.requestAdapter = async () => ({ info }) as GPUAdapter;
    const measured = { wasm: { one: 6, many: 70 }, webgpu: { one: 6, many: 20 } };
    return (await startBackend(assets, undefined, () => measured)).report;
  },
  /** As a driver that is reset does. */
  async lose(): Promise<void> {
    const { device } = findBackend('webgpu') as WebGPUBackend;
    device.destroy();
    await device.lost;
    // As a pipeline that ends puts its weights away.
    for (const one of kept.splice(0)) one.dispose();
  },
};

globalThis.lostDevice = calls;
