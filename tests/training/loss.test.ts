import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { crossEntropy } from '../../training/fit/loss';

describe('the loss of a head', () => {
  beforeAll(() => tf.setBackend('cpu'));
  const logits = tf.tensor2d([
    [2, 0, -1],
    [0, 1, 3],
  ]);
  const first = Math.log(Math.exp(2) + 1 + Math.exp(-1)) - 2;
  const second = Math.log(1 + Math.exp(1) + Math.exp(3)) - 2;

  it('is the mean cross-entropy to soft targets', () => {
    const targets = tf.tensor2d([
      [1, 0, 0],
      [0, 0.5, 0.5],
    ]);
    expect(crossEntropy(targets, logits).dataSync()[0]).toBeCloseTo((first + second) / 2, 5);
  });

  it('counts a row by the sum of its targets', () => {
    const targets = tf.tensor2d([
      [3, 0, 0],
      [0, 0, 0],
    ]);
    expect(crossEntropy(targets, logits).dataSync()[0]).toBeCloseTo((3 * first) / 2, 5);
  });
});
