/** The fused kernel's names and its gradient, for any back end that registers it (so far onednn). */
import * as tf from '@tensorflow/tfjs-core';

/** tfjs' names of the kernel and of its gradient. */
export const BATCH_NORM_RELU = 'FacetBatchNormRelu';
export const BATCH_NORM_RELU_GRAD = 'FacetBatchNormReluGrad';

tf.registerGradient({
  kernelName: BATCH_NORM_RELU,
  inputsToSave: ['x', 'gamma'],
  outputsToSave: [false, true, true, true],
  gradFunc: (dy, saved, attrs) => {
    const [x, gamma, mean, variance, passed] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const [dx, dGamma, dBeta] = tf
      .engine()
      .runKernel(BATCH_NORM_RELU_GRAD, { x, dy: (dy as tf.Tensor[])[0]!, gamma, mean, variance, passed }, attrs) as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ];
    return { x: () => dx, gamma: () => dGamma, beta: () => dBeta };
  },
});

interface Normalised {
  /** relu(gamma · (x − mean) / √(variance + epsilon) + beta), the shape of x. */
  readonly y: tf.Tensor4D;
  /** Statistics of this batch per channel; the variance is the biased one. */
  readonly mean: tf.Tensor1D;
  readonly variance: tf.Tensor1D;
}

/** Batch normalisation with the batch's own statistics, then ReLU: one kernel where the back end has it, else stock operations. */
export function batchNormRelu(x: tf.Tensor4D, gamma: tf.Tensor1D, beta: tf.Tensor1D, epsilon: number): Normalised {
  if (tf.getKernel(BATCH_NORM_RELU, tf.getBackend())) {
    const [y, mean, variance] = tf.engine().runKernel(BATCH_NORM_RELU, { x, gamma, beta }, { epsilon }) as tf.Tensor[];
    return { y: y as tf.Tensor4D, mean: mean as tf.Tensor1D, variance: variance as tf.Tensor1D };
  }
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  const y = tf.relu(tf.batchNorm4d(x, mean as tf.Tensor1D, variance as tf.Tensor1D, beta, gamma, epsilon));
  return { y, mean: mean as tf.Tensor1D, variance: variance as tf.Tensor1D };
}
