import { ready, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Backend } from '../../src/engine/backend';
import { CPU_BATCH } from '../../src/engine/classifier';
import { openModel } from '../../src/engine/expression-model';
import type { ModelFiles } from '../../src/engine/model-files';
import { convolution, ending, maxPool, meanPool, type PlainLayer, picture, plainNetwork } from './plain-network';
import { goodMetadata } from './tiny-model';

const PAGE = 65_536;
const EMPTY = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
const PROCESSOR: Backend = {
  report: { name: 'wasm', why: 'none' },
  kernels: EMPTY,
  lost: null,
  tfjs: async () => 'cpu',
};

/** Kernels that do nothing, as Node 20 does not run ours. @returns memories that were laid out. */
function layOut(): WebAssembly.Memory[] {
  const memories: WebAssembly.Memory[] = [];
  const exports = new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : () => {}) });
  vi.spyOn(WebAssembly, 'instantiate').mockImplementation((async (_: unknown, imports: WebAssembly.Imports) => {
    memories.push(imports.env!.memory as WebAssembly.Memory);
    return { exports };
  }) as never);
  return memories;
}

const files = (layers: readonly PlainLayer[]): ModelFiles => ({
  ...plainNetwork(layers),
  userDefinedMetadata: { ...goodMetadata, labels: ['a', 'b', 'c'] },
});
const small = [convolution('look', 8), maxPool('most', 2)];

describe('openModel', () => {
  beforeAll(async () => {
    await setBackend('cpu');
    await ready();
  });
  afterEach(() => void vi.restoreAllMocks());

  it('lays out Facet’s kind of network for the processor', async () => {
    const memories = layOut();
    const { network } = await openModel(files([picture(), ...small, ...ending()]), PROCESSOR, CPU_BATCH);
    expect(memories).toHaveLength(1);
    expect(network.run([])).toEqual(new Float32Array());
  });

  it('takes no more room for a deeper network than its weights do', async () => {
    const pagesOf = async (layers: readonly PlainLayer[]) => {
      const memories = layOut();
      await openModel(files([picture(), convolution('look', 8), ...layers, ...ending()]), PROCESSOR, CPU_BATCH);
      vi.restoreAllMocks();
      return memories[0]!.buffer.byteLength / PAGE;
    };
    const pools = (count: number) => Array.from({ length: count }, (_, i) => meanPool(`pool ${i}`, 3, 1));
    // Two tensors take turns; the last one, which is read once all faces are through, has a place of its own.
    expect(await pagesOf(pools(30))).toBe(await pagesOf(pools(2)));
  });

  it.each<[string, PlainLayer[], RegExp]>([
    [
      'pictures of 20,000 pixels',
      [picture([null, 20_000, 20_000, 1]), ...small, ...ending()],
      /\[\[null,20000,20000,1/,
    ],
    ['other labels', [picture(), ...small, ...ending(4)], /names 3 expressions.*\[\[null,4\]\]/],
  ])('says that a network is for %s before it takes memory for it', async (_, layers, why) => {
    const memories = layOut();
    await expect(openModel(files(layers), PROCESSOR, CPU_BATCH)).rejects.toThrow(why);
    expect(memories).toEqual([]);
  });

  it('goes on with tfjs where the processor’s memory does not do', async () => {
    layOut();
    const grow = vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementation((pages) => {
      // As V8 says it.
      throw new RangeError(`WebAssembly.Memory.grow(): Unable to grow instance memory by ${pages}`);
    });
    const started = vi.fn(async () => 'cpu');
    const layers = [picture(), ...small, ...ending()];
    const { network } = await openModel(files(layers), { ...PROCESSOR, tfjs: started }, 1);
    expect(grow.mock.calls[0]![0] * PAGE).toBeGreaterThan(48 * 48 * 4 - PAGE);
    expect(started).toHaveBeenCalledOnce();
    const answer = await network.run([new Float32Array(48 * 48)]);
    expect(answer.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1);
    network.dispose();
  });
});
