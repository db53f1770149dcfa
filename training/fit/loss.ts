/** What training lowers. */
import * as tf from '@tensorflow/tfjs-core';

/** Cross-entropy of soft targets (each row may carry a weight: its sum), mean over the batch, nats. */
export function crossEntropy(targets: tf.Tensor2D, logits: tf.Tensor2D): tf.Scalar {
  return tf.neg(tf.mean<tf.Scalar>(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1)));
}
