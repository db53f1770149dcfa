import { memory, ready, setBackend } from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs';
import { LayersModel } from '@tensorflow/tfjs-layers';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { assetsUnder } from '../../src/engine/assets';
import { CPU_BATCH } from '../../src/engine/classifier';
import { BrokenModel } from '../../src/engine/model-metadata';
import type { OwnModel } from '../../src/engine/own-model';
import { tryModel } from '../../src/engine/try-model';
import { convolution, ending, picture, plainNetwork } from './plain-network';
import { goodMetadata } from './tiny-model';

vi.mock('../../src/engine/backend', () => ({
  // Node runs no kernels of ours.
  startBackend: async () => ({ report: { name: 'wasm', why: 'none' }, kernels: null, tfjs: async () => {} }),
}));
vi.stubGlobal('ENGINE_DIGESTS', {});

const assets = assetsUnder('http://localhost/');
const { modelTopology, weightSpecs, weightData } = plainNetwork([picture(), convolution('look', 8), ...ending()]);
const own: OwnModel = {
  json: JSON.stringify({
    format: 'layers-model',
    modelTopology,
    weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
    userDefinedMetadata: { ...goodMetadata, labels: ['a', 'b', 'c'] },
  }),
  weights: weightData,
  digests: { json: '', weights: '0123456789' },
};

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});
afterEach(() => void vi.restoreAllMocks());

it('asks a model about as many pictures at once as a call has', async () => {
  const predict = vi.spyOn(LayersModel.prototype, 'predict');
  expect((await tryModel(assets, own)).labels).toEqual(['a', 'b', 'c']);
  const batches = predict.mock.calls.map(([given]) => (given as { shape: number[] }).shape[0]);
  expect(Math.max(...batches.map(Number))).toBe(CPU_BATCH);
});

it.each([
  ['its first run', 1],
  ['more pictures at once', CPU_BATCH],
])('says that a model which fails at %s cannot be used, and keeps nothing of it', async (_, most) => {
  const { predict } = LayersModel.prototype;
  vi.spyOn(LayersModel.prototype, 'predict').mockImplementation(function (this: LayersModel, given, ...more) {
    if ((given as { shape: number[] }).shape[0]! >= most) throw new RangeError('Array buffer allocation failed');
    return predict.call(this, given, ...more);
  });
  const before = memory().numTensors;
  const tried = await tryModel(assets, own).catch((error: unknown) => error);
  expect(tried).toBeInstanceOf(BrokenModel);
  expect((tried as BrokenModel).why).toEqual({ code: 'model_fails' });
  expect(memory().numTensors).toBe(before);
});
