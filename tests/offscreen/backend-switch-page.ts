import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { findBackend } from '@tensorflow/tfjs-core';
import { still } from '../../scripts/faces/clip';
import { DRAWN } from '../../scripts/faces/expressions';
import { drawFace } from '../../scripts/faces/face';
import { PEOPLE } from '../../scripts/faces/people';
import { assetsUnder } from '../../src/engine/assets';
import type { BackendReport, EngineState, Measured } from '../../src/engine/types';
import { EngineHost } from '../../src/offscreen/engine-host';

/** Runs in a page, called from backend-switch.long.test.ts. */
declare global {
  var backendTest: typeof calls;
}

const SIZE = { width: 320, height: 180 };
const assets = assetsUnder(new URL('/', location.href).href);
const canvas = Object.assign(document.createElement('canvas'), SIZE);
drawFace(canvas.getContext('2d')!, PEOPLE[0]!, DRAWN.happiness, still(SIZE));

/** The adapter in software says that it is a real one. */
const request = navigator.gpu.requestAdapter.bind(navigator.gpu);
navigator.gpu.requestAdapter = async (options) => {
  const adapter = await request(options);
  if (adapter) {
    Object.defineProperty(adapter, 'info', {
      value: { vendor: 'maker', architecture: 'kind', device: '', description: '', isFallbackAdapter: false },
    });
  }
  return adapter;
};

async function readWith(remembered: Record<string, Measured>) {
  const life = new AbortController();
  const host = new EngineHost(
    assets,
    life.signal,
    async () => null,
    () => ({
      recall: (processor) => remembered[processor] ?? null,
      keep: (processor, measured) => {
        remembered[processor] = measured;
      },
    }),
  );
  const states: EngineState[] = [];
  host.watch((state) => states.push(state), life.signal);
  host.start();
  await until(() => host.state.state === 'ready');
  let time = 0;
  /** What one picture is said to show; null: it was not read. */
  const read = async () => {
    time += 125;
    const [tile] = await host.readFrames([{ participantId: 'p', time, image: await createImageBitmap(canvas) }]);
    const expressions = tile?.faces.map(({ expression }) => expression);
    return { backend: backendOf(host.state), expression: expressions?.[0] ?? null };
  };
  return { host, life, read };
}

const backendOf = (state: EngineState): BackendReport | null => (state.state === 'ready' ? state.backend : null);

async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise((resolve) => setTimeout(resolve, 50));
}

const calls = {
  /** Reads while the graphics processor is tried. */
  async tried() {
    const remembered: Record<string, Measured> = {};
    const { life, read } = await readWith(remembered);
    const first = await read();
    let ticks = 0;
    let missed = 0;
    while (Object.keys(remembered).length === 0) {
      const { expression } = await read();
      ticks++;
      if (ticks > 3 && expression !== 'happiness') missed++;
      await new Promise((resolve) => setTimeout(resolve, 125));
    }
    const last = await read();
    life.abort();
    return { first: first.backend, last, remembered, ticks, missed };
  },

  /** Starts on WebGPU, as remembered, and loses the device. @returns what ran before it, and read each tick after it. */
  async lost() {
    const fast = { wasm: { one: 8, many: 70 }, webgpu: { one: 8, many: 20 } };
    const { host, life, read } = await readWith({ 'maker kind': fast });
    const before = backendOf(host.state);
    const { device } = findBackend('webgpu') as WebGPUBackend;
    device.destroy();
    await device.lost;
    const after = [await read(), await read(), await read()];
    life.abort();
    return { before, after };
  },
};

globalThis.backendTest = calls;
