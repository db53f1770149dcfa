import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { INPUT_SIDE, normalise } from '../../src/engine/input';
import { registerWasm } from '../../training/backends/wasm';
import { foldBatchNorm } from '../../training/network/fold-batch-norm';
import { buildInferenceModel, buildTrainingModel } from '../../training/network/model';
import { readWeights, writeWeights } from '../../training/network/weights';
import { drawnFaces } from './drawn-faces';

const blocks = [
  { width: 8, convolutions: 1 },
  { width: 16, convolutions: 2, residual: true },
  { width: 32, convolutions: 2, residual: true },
];

/** How far the answers of a network with random weights to faces and to the same faces one pixel aside are apart, squared. */
function change(smooth: boolean, seed: number): { moved: number; between: number } {
  return tf.tidy(() => {
    const architecture = { blocks, dropout: 0, smooth };
    const network = buildInferenceModel(architecture, { fer2013: true });
    const weights = readWeights(buildTrainingModel(architecture, seed).model);
    writeWeights(network, foldBatchNorm(weights, architecture));
    const { pixels } = drawnFaces(16);
    const faces = tf.tensor4d(Float32Array.from(pixels, normalise), [16, INPUT_SIDE, INPUT_SIDE, 1]);
    const answer = (x: tf.Tensor4D) => (network.apply(x, { training: false }) as tf.Tensor2D[])[0]!;
    const inner = INPUT_SIDE - 16;
    const at = (left: number) =>
      tf.pad(tf.slice(faces, [0, 8, left, 0], [16, inner, inner, 1]), [
        [0, 0],
        [8, 8],
        [8, 8],
        [0, 0],
      ]);
    const [here, aside] = [answer(at(8) as tf.Tensor4D), answer(at(9) as tf.Tensor4D)];
    const { variance } = tf.moments(here, 0);
    return {
      moved: tf.mean(tf.squaredDifference(here, aside)).arraySync() as number,
      between: tf.mean(variance).arraySync() as number,
    };
  });
}

describe('smooth pooling', () => {
  beforeAll(async () => {
    await registerWasm();
    await tf.setBackend('wasm');
  });

  it('changes the answer less when a face moves by a pixel, as a share of what another face changes', () => {
    for (const seed of [1, 2, 3]) {
      const [plain, smooth] = [change(false, seed), change(true, seed)];
      expect(smooth.moved / smooth.between).toBeLessThan(0.7 * (plain.moved / plain.between));
    }
  });
});
