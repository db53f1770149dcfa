import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseModelMetadata } from '../../src/engine/model-metadata';
import { EXPRESSIONS } from '../../src/expressions';
import { loadModel, saveModel } from '../../training/export/model-file';
import { foldedOf, toShippable } from '../../training/export/shippable';
import type { TrainedModelMetadata } from '../../training/export/trained-metadata';
import type { Checkpoint } from '../../training/fit/checkpoint';
import { softmax } from '../../training/metrics/classification';
import { type Architecture, buildInferenceModel, buildTrainingModel, flops } from '../../training/network/model';
import { predict } from '../../training/network/predict';
import { readWeights, variables, writeWeights } from '../../training/network/weights';
import { compact } from '../../training/recipes/compact';
import { plain } from '../../training/recipes/plain';
import { drawnFaces } from './drawn-faces';
import { relativeError, unavailable, values } from './onednn';

const architecture: Architecture = {
  blocks: [
    { width: 8, convolutions: 1 },
    { width: 16, convolutions: 2, residual: true },
  ],
  dropout: 0.3,
  mirror: true,
  smooth: true,
};

/** A network as training might leave it: no weight at its start value, running statistics included. */
function checkpoint(): Checkpoint {
  const { model } = buildTrainingModel(architecture, 1);
  for (const { name, variable } of variables(model)) {
    if (name.endsWith('kernel')) continue;
    const noise = tf.mul(values(variable.shape, name.length), 0.1);
    tf.tidy(() => variable.assign(name.endsWith('variance') ? tf.add(tf.abs(noise), 0.5) : tf.add(variable, noise)));
  }
  return {
    recipe: { ...plain, architecture },
    seed: 1,
    epoch: 1,
    averageUpdates: 1,
    command: 'test',
    commit: 'test',
    measured: {},
    weights: new Map(),
    momentum: new Map(),
    average: readWeights(model),
  };
}

const metadata: TrainedModelMetadata = {
  format: 'facet-expression-model',
  formatVersion: 1,
  version: '2026.01.01-test',
  labels: EXPRESSIONS,
  input: { side: 48, channels: 1, mean: 128, scale: 64 },
  crop: { eyeCentre: [0.5, 0.4], eyeDistance: 0.38 },
  network: { recipe: 'test', parameters: 1, megaflops: 1 },
  trained: { command: 'test', commit: 'test', seed: 1, epochs: 1, data: 'drawn' },
  measured: {},
};

describe.skipIf(unavailable)('export', () => {
  const folder = mkdtempSync(join(tmpdir(), 'facet-model-'));
  const faces = drawnFaces(40);
  const rows = Uint32Array.from({ length: 40 }, (_, i) => i);
  beforeAll(() => tf.setBackend('onednn'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('folds, writes bytes and halves, and reads back the same answers', async () => {
    const { weights, foldingError } = foldedOf(checkpoint(), faces, rows);
    expect(foldingError).toBeLessThan(1e-5);
    const { model } = toShippable(architecture, weights, faces, rows);
    // As sure as it was trained to be, on shares of votes, and no surer.
    const trained = buildInferenceModel(architecture, { fer2013: true });
    writeWeights(trained, weights);
    const asTrained = softmax(predict(trained, faces, rows)[0]!, EXPRESSIONS.length);
    for (const [i, p] of predict(model, faces, rows)[0]!.entries()) expect(p).toBeCloseTo(asTrained[i]!, 5);

    const files = await saveModel(folder, model, metadata);
    const kernels = 9 * (8 * 16 + 16 * 16);
    const expected = kernels + 2 * (model.countParams() - kernels);
    expect(files['weights.bin']!.bytes).toBe(expected);
    expect(statSync(join(folder, 'weights.bin')).size).toBe(expected);

    const loaded = await loadModel(folder);
    expect(loaded.metadata).toEqual(metadata);
    expect(parseModelMetadata(loaded.metadata).version).toBe(metadata.version);
    const before = predict(model, faces, rows)[0]!;
    const after = predict(loaded.model, faces, rows)[0]!;
    expect(relativeError(after, before)).toBeLessThan(2e-2);
    for (let i = 0; i < 40; i++) expect(after.subarray(i * 8, i * 8 + 8).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
  });

  it('uses only layers that stock tfjs knows', () => {
    const json = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'));
    const layers = new Set(json.modelTopology.config.layers.map((layer: { class_name: string }) => layer.class_name));
    const pools = ['MaxPooling2D', 'AveragePooling2D', 'GlobalAveragePooling2D'];
    expect(layers).toEqual(new Set(['InputLayer', 'Conv2D', ...pools, 'Add', 'Dense']));
  });
});

describe('the networks', () => {
  it('cost what the recipes say', () => {
    expect(flops(plain.architecture) / 1e6).toBeCloseTo(132, 0);
    expect(flops(compact.architecture) / 1e6).toBeCloseTo(128, 0);
  });
});
