/** The fused kernel's names and its gradient, for any back end that registers it (so far onednn). */
import * as tf from '@tensorflow/tfjs-core';
import type { KernelInputs } from './kernel-inputs';
import { ranked } from './ranked';

/** tfjs' name of the kernel. */
export const BATCH_NORM_RELU = 'FacetBatchNormRelu';
/** Of its gradient's kernel. */
export const BATCH_NORM_RELU_GRAD = 'FacetBatchNormReluGrad';

/** What the kernel reads; it gives y, mean, variance, and what the gradient wants to know of ReLU. */
export type BatchNormReluInputs = KernelInputs<'x' | 'gamma' | 'beta'>;

/** What the gradient's kernel reads; it gives dx, dGamma and dBeta. */
export type BatchNormReluGradInputs = KernelInputs<'x' | 'dy' | 'gamma' | 'mean' | 'variance' | 'passed'>;

/** What both are told. */
export interface BatchNormReluAttrs {
  /** Added to the variance. */
  readonly epsilon: number;
}

tf.registerGradient({
  kernelName: BATCH_NORM_RELU,
  inputsToSave: ['x', 'gamma'],
  outputsToSave: [false, true, true, true],
  gradFunc: (dy, [x, gamma, mean, variance, passed], attrs) => {
    const inputs = { x: x!, dy: [dy].flat()[0]!, gamma: gamma!, mean: mean!, variance: variance!, passed: passed! };
    const [dx, dGamma, dBeta] = tf.engine().runKernel<tf.Tensor[]>(BATCH_NORM_RELU_GRAD, inputs, attrs);
    return { x: () => dx!, gamma: () => dGamma!, beta: () => dBeta! };
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
    type Outputs = [y: tf.Tensor4D, mean: tf.Tensor1D, variance: tf.Tensor1D, passed: tf.Tensor1D];
    const [y, mean, variance] = tf.engine().runKernel<Outputs>(BATCH_NORM_RELU, { x, gamma, beta }, { epsilon });
    return { y, mean, variance };
  }
  const moments = tf.moments(x, [0, 1, 2]);
  const [mean, variance] = [ranked(moments.mean, tf.Rank.R1), ranked(moments.variance, tf.Rank.R1)];
  return { y: tf.relu(tf.batchNorm4d(x, mean, variance, beta, gamma, epsilon)), mean, variance };
}
