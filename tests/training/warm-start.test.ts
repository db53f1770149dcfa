import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { beginFrom } from '../../training/fit/warm-start';
import { foldBatchNorm } from '../../training/network/fold-batch-norm';
import { type Architecture, buildInferenceModel, buildTrainingModel } from '../../training/network/model';
import { picturesOf } from '../../training/network/predict';
import { readWeights, type Weights, writeWeights } from '../../training/network/weights';
import { drawnFaces } from './drawn-faces';
import { relativeError, unavailable } from './onednn';

const blocks = [
  { width: 8, convolutions: 1 },
  { width: 16, convolutions: 2, residual: true },
];

describe.skipIf(unavailable)('a network that begins from an exported one', () => {
  const faces = drawnFaces(24);
  const rows = Uint32Array.from({ length: 24 }, (_, i) => i);
  beforeAll(() => tf.setBackend('onednn'));

  /** As exported, of a network whose batch norm is not that of random weights. */
  function exported(architecture: Architecture): Weights {
    const weights = readWeights(buildTrainingModel(architecture, 3).model);
    let seed = 1;
    for (const [name, values] of weights) {
      if (!/gamma|beta|mean|variance/.test(name)) continue;
      const drawn = tf.randomUniform([values.length], 0.5, 1.5, 'float32', seed++).dataSync();
      values.set(/beta|mean/.test(name) ? drawn.map((x) => x - 1) : drawn);
    }
    return foldBatchNorm(weights, architecture);
  }

  function answers(weights: Weights, architecture: Architecture) {
    const model = buildInferenceModel(architecture, { fer2013: true });
    writeWeights(model, weights);
    return (model.apply(picturesOf(faces, rows), { training: false }) as tf.Tensor[]).map(
      (t) => t.dataSync() as Float32Array,
    );
  }

  it.each([
    ['an ordinary network', { blocks, dropout: 0 }],
    ['a mirrored network with smooth pooling', { blocks, dropout: 0, mirror: true, smooth: true }],
  ])('says what that one says: %s', (_, architecture: Architecture) => {
    const before = exported(architecture);
    const { model } = buildTrainingModel(architecture, 1);
    beginFrom(model, architecture, before, faces, rows.subarray(0, 16));
    const expected = answers(before, architecture);
    answers(foldBatchNorm(readWeights(model), architecture), architecture).forEach((values, head) => {
      expect(relativeError(values, expected[head]!)).toBeLessThan(1e-4);
    });
    const kernel = readWeights(model).get('block1_conv1/kernel')!;
    const channels = kernel.length / 9;
    expect(Math.hypot(...kernel.filter((_, i) => i % channels === 0))).toBeCloseTo(1, 5);
  });

  it('refuses one of another shape, naming the weight', () => {
    const narrow: Architecture = { blocks: [{ width: 8, convolutions: 1 }], dropout: 0 };
    const { model } = buildTrainingModel(narrow, 1);
    expect(() => beginFrom(model, narrow, exported({ blocks, dropout: 0 }), faces, rows)).toThrow(
      /expression\/kernel has 128/,
    );
  });
});
