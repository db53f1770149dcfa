import type * as tf from '@tensorflow/tfjs-core';

/** The same tensor, known to have a rank. @throws Error where it has another: what it comes from was made for other input */
export function ranked<R extends tf.Rank>(tensor: tf.Tensor, rank: R): tf.Tensor<R> {
  if (`R${tensor.rank}` !== rank) throw new Error(`Expected a tensor of rank ${rank.slice(1)}, not [${tensor.shape}].`);
  return tensor as tf.Tensor<R>;
}
