import '@tensorflow/tfjs-backend-cpu';
// Registers the stock gradients.
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerWasm } from '../../training/backends/wasm';
import { relativeError, values } from './onednn';

describe('the wasm back end', () => {
  beforeAll(registerWasm);

  const gradients: [string, number[][], (...inputs: tf.Tensor[]) => tf.Tensor][] = [
    [
      '3 × 3, same',
      [
        [2, 7, 6, 3],
        [3, 3, 3, 5],
      ],
      (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same'),
    ],
    [
      '3 × 3, valid',
      [
        [2, 7, 6, 3],
        [3, 3, 3, 5],
      ],
      (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'valid'),
    ],
    [
      '5 × 5, same',
      [
        [1, 8, 8, 2],
        [5, 5, 2, 4],
      ],
      (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same'),
    ],
    ['largest of 2 × 2', [[2, 8, 8, 3]], (x) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid')],
    ['largest of 2 × 2 at every place', [[2, 7, 7, 3]], (x) => tf.maxPool(x as tf.Tensor4D, 2, 1, 'valid')],
  ];

  it.each(gradients)('has the gradients of the stock back end: %s', async (_, shapes, compute) => {
    const results: Float32Array[][] = [];
    for (const backend of ['cpu', 'wasm']) {
      await tf.setBackend(backend);
      const inputs = shapes.map((shape, i) => values(shape, i + 1));
      const weights = values(compute(...inputs).shape, 9);
      const found = tf.grads((...xs: tf.Tensor[]) => tf.sum(tf.mul(compute(...xs), weights)))(inputs);
      results.push(found.map((gradient) => (gradient.dataSync() as Float32Array).slice()));
    }
    results[1]!.forEach((own, i) => {
      expect(relativeError(own, results[0]![i]!)).toBeLessThan(1e-5);
    });
  });

  // The stock gradient counts what lies outside of the picture, which the mean itself leaves out.
  it('has the gradient of a mean over what lies within the picture', async () => {
    await tf.setBackend('wasm');
    const x = values([2, 7, 7, 3], 1) as tf.Tensor4D;
    const mean = (input: tf.Tensor) => tf.avgPool(input as tf.Tensor4D, 3, 2, 'same');
    const weights = values(mean(x).shape, 9);
    const gradient = tf.grad((input) => tf.sum(tf.mul(mean(input), weights)))(x);
    // Of a linear function: its value is the gradient times x.
    const [value, product] = [tf.mul(mean(x), weights), tf.mul(gradient, x)].map((t) => tf.sum(t).dataSync()[0]!);
    expect(product).toBeCloseTo(value!, 4);
  });
});
