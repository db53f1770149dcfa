import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { INPUT_SIDE, normalise } from '../../src/engine/input';
import { loadModel } from '../../training/export/model-file';
import { foldBatchNorm } from '../../training/network/fold-batch-norm';
import { gradientOfTied, withTied } from '../../training/network/layers/mirror-kernel';
import { type Architecture, buildInferenceModel, buildTrainingModel } from '../../training/network/model';
import { readWeights, writeWeights } from '../../training/network/weights';
import { drawnFaces } from './drawn-faces';

const blocks = [
  { width: 4, convolutions: 1 },
  { width: 8, convolutions: 2, residual: true },
];
const noise = (length: number, seed: number) =>
  tf.tidy(() => (tf.randomNormal([length], 0, 1, 'float32', seed).dataSync() as Float32Array).slice());
const answers = (model: ReturnType<typeof buildInferenceModel>, pictures: tf.Tensor4D) =>
  (model.apply(pictures, { training: false }) as tf.Tensor[]).flatMap((logits) => [...logits.dataSync()]);
const far = (a: readonly number[], b: readonly number[]) => Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));

/** A network of random weights, statistics too, as it trains and as it ships. */
function networks(architecture: Architecture) {
  const { model } = buildTrainingModel(architecture, 1);
  const weights = readWeights(model);
  let seed = 0;
  for (const [name, values] of weights) {
    const random = noise(values.length, ++seed);
    const positive = /gamma|variance/.test(name);
    weights.set(name, positive ? random.map((x) => 0.5 + Math.abs(x)) : random.map((x) => 0.3 * x));
  }
  writeWeights(model, weights);
  const shipped = buildInferenceModel(architecture, { fer2013: true });
  writeWeights(shipped, foldBatchNorm(weights, architecture));
  return { model, shipped };
}

describe('a mirrored network', () => {
  beforeAll(() => tf.setBackend('cpu'));
  const pictures = () => tf.tensor4d(noise(2 * INPUT_SIDE * INPUT_SIDE, 99), [2, INPUT_SIDE, INPUT_SIDE, 1]);

  it.each([false, true])(
    'says the same of a picture and its mirror image, which an ordinary one does not (smooth: %s)',
    (smooth) => {
      const images = pictures();
      const [mirrored, ordinary] = [true, false].map((mirror) => {
        const { shipped } = networks({ blocks, dropout: 0, mirror, smooth });
        return far(answers(shipped, images), answers(shipped, tf.reverse(images, 2)));
      });
      expect(mirrored).toBeLessThan(1e-5);
      expect(ordinary).toBeGreaterThan(0.05);
    },
  );

  it.each([false, true])('ships as plain convolutions that say what it says (smooth: %s)', (smooth) => {
    const { model, shipped } = networks({ blocks, dropout: 0, mirror: true, smooth });
    const images = pictures();
    const said = answers(model, images);
    expect(far(said, answers(shipped, images))).toBeLessThan(1e-4);
    expect(Math.max(...said) - Math.min(...said)).toBeGreaterThan(0.1);
    expect(shipped.countParams()).toBe(buildInferenceModel({ blocks, dropout: 0 }, { fer2013: true }).countParams());
  });

  it('is what ships', async () => {
    const { model } = await loadModel('models/emotion');
    const picture = tf.tensor4d(Float32Array.from(drawnFaces(1).pixels, normalise), [1, INPUT_SIDE, INPUT_SIDE, 1]);
    const [face, image] = [picture, tf.reverse(picture, 2)].map((x) => [...(model.predict(x) as tf.Tensor).dataSync()]);
    expect(far(face!, image!)).toBeLessThan(1e-5);
    expect(Math.max(...face!)).toBeGreaterThan(0.2);
  }, 60_000);

  it('has a gradient for its free weights that fits the tied ones', () => {
    for (const inputs of [1, 6]) {
      const free = noise(9 * inputs * 5, 3);
      const all = noise(2 * free.length, 4);
      const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
      expect(dot(withTied(free, inputs), all)).toBeCloseTo(dot(free, gradientOfTied(all, inputs)), 3);
    }
  });
});
