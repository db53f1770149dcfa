import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { headLoss } from '../../training/loss';

describe('the loss of a head', () => {
  beforeAll(() => tf.setBackend('cpu'));
  const labels = tf.tensor2d([
    [1, 0, 0],
    [0, 0.5, 0.5],
  ]);
  const logits = tf.tensor2d([
    [2, 0, -1],
    [0, 1, 3],
  ]);

  it('is the mean cross-entropy to the labels', () => {
    const first = Math.log(Math.exp(2) + 1 + Math.exp(-1)) - 2;
    const second = Math.log(1 + Math.exp(1) + Math.exp(3)) - 2;
    expect(headLoss(logits, labels, undefined, undefined).dataSync()[0]).toBeCloseTo((first + second) / 2, 5);
  });

  it('pulls nowhere once the answer is the teacher’s, when the teacher has the whole share', () => {
    const distillation = { teacher: 'any', share: 1, temperature: 2 };
    const pull = (taught: tf.Tensor2D) =>
      tf
        .max(tf.abs(tf.grad((z: tf.Tensor) => headLoss(z as tf.Tensor2D, labels, taught, distillation))(logits)))
        .dataSync()[0]!;
    expect(pull(tf.clone(logits))).toBeLessThan(1e-6);
    expect(pull(tf.neg(logits))).toBeGreaterThan(0.1);
  });

  it('mixes labels and teacher by the share', () => {
    const taught = tf.neg(logits) as tf.Tensor2D;
    const at = (share: number) =>
      headLoss(logits, labels, taught, { teacher: 'any', share, temperature: 1 }).dataSync()[0]!;
    expect(at(0.25)).toBeCloseTo(0.75 * at(0) + 0.25 * at(1), 5);
    expect(at(0)).toBeCloseTo(headLoss(logits, labels, undefined, undefined).dataSync()[0]!, 5);
  });
});
