/** Sets up the native back end for tests, or says why it cannot be tested here. */
import '@tensorflow/tfjs-backend-cpu';
// Registers the stock gradients.
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { registerOneDnn } from '../../training/backends/onednn/register';

/** Why these tests cannot run on this machine; undefined where they can. */
export const unavailable: string | undefined = (() => {
  try {
    registerOneDnn();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
})();

// Where it must be, tests that are skipped would say that all is well.
if (unavailable && process.env.FACET_ONEDNN_REQUIRED) throw new Error(`oneDNN must be here: ${unavailable}`);
if (unavailable) console.warn(`oneDNN tests are skipped: ${unavailable}`);

/** The results of `compute` on one back end, as plain arrays. */
export async function on(backend: 'cpu' | 'onednn', compute: () => tf.Tensor[]): Promise<Float32Array[]> {
  await tf.setBackend(backend);
  const results = tf.tidy(compute);
  const values = results.map((tensor) => (tensor.dataSync() as Float32Array).slice());
  tf.dispose(results);
  return values;
}

/** Largest difference, relative to the largest value. */
export function relativeError(actual: Float32Array, expected: Float32Array): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let difference = 0;
  let largest = 0;
  expected.forEach((value, i) => {
    difference = Math.max(difference, Math.abs(value - actual[i]!));
    largest = Math.max(largest, Math.abs(value));
  });
  return difference / largest;
}

/** Repeatable values, made afresh on whichever back end is in use. */
export function values(shape: number[], seed: number): tf.Tensor {
  return tf.randomNormal(shape, 0, 1, 'float32', seed);
}
