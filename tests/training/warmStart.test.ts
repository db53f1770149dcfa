import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Architecture, buildInferenceModel, buildTrainingModel } from '../../training/model';
import { picturesOf } from '../../training/predict';
import { beginFrom } from '../../training/warmStart';
import { foldBatchNorm, readWeights, type Weights, writeWeights } from '../../training/weights';
import { drawnFaces } from './drawnFaces';
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

  it.each([
    ['an ordinary network', {}],
    ['a mirrored network with smooth pooling', { mirror: true, smooth: true }],
  ])('keeps the strongest channels where it is narrower: %s', (_, kind) => {
    const before = exported({ blocks, dropout: 0, ...kind });
    // A channel that is always 0 is missed by nobody; of mirrored ones the other of its pair goes with it.
    for (const name of ['block2_conv1', 'block2_conv2'])
      for (const dead of [3, 6, 11, 14]) {
        const filters = 16;
        before.get(`${name}/kernel`)!.forEach((_, i, kernel) => {
          if (i % filters === dead) kernel[i] = 0;
        });
        before.get(`${name}/bias`)![dead] = 0;
      }
    const narrower: Architecture = { blocks: [blocks[0]!, { ...blocks[1]!, width: 12 }], dropout: 0, ...kind };
    const { model } = buildTrainingModel(narrower, 1);
    beginFrom(model, narrower, before, faces, rows.subarray(0, 16), { partly: true });
    const expected = answers(before, { blocks, dropout: 0, ...kind });
    answers(foldBatchNorm(readWeights(model), narrower), narrower).forEach((values, head) => {
      expect(relativeError(values, expected[head]!)).toBeLessThan(1e-4);
    });
  });

  it('begins further blocks and the heads with random weights', () => {
    const longer: Architecture = { blocks: [...blocks, { width: 24, convolutions: 1 }], dropout: 0 };
    const before = exported({ blocks, dropout: 0 });
    const { model } = buildTrainingModel(longer, 1);
    const random = readWeights(model);
    beginFrom(model, longer, before, faces, rows, { partly: true });
    const begun = readWeights(model);
    for (const name of ['block3_conv1/kernel', 'block3_norm1/gamma', 'expression/kernel', 'fer2013/bias'])
      expect(begun.get(name)).toEqual(random.get(name));
    const folded = foldBatchNorm(begun, longer);
    for (const name of ['block1_conv1/kernel', 'block2_conv2/kernel', 'block2_conv2/bias'])
      expect(relativeError(folded.get(name)!, before.get(name)!)).toBeLessThan(1e-4);
  });

  it('refuses to begin a wider block', () => {
    const wider: Architecture = { blocks: [{ width: 10, convolutions: 1 }, blocks[1]!], dropout: 0 };
    const { model } = buildTrainingModel(wider, 1);
    expect(() => beginFrom(model, wider, exported({ blocks, dropout: 0 }), faces, rows, { partly: true })).toThrow(
      'Block 1 is to have 10 channels; the network to begin from has 8.',
    );
  });

  it('refuses one of another shape, naming the weight', () => {
    const narrow: Architecture = { blocks: [{ width: 8, convolutions: 1 }], dropout: 0 };
    const { model } = buildTrainingModel(narrow, 1);
    expect(() => beginFrom(model, narrow, exported({ blocks, dropout: 0 }), faces, rows)).toThrow(
      /expression\/kernel has 128/,
    );
  });
});
