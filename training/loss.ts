/** What training lowers. */
import * as tf from '@tensorflow/tfjs-core';
import type { Distillation } from './recipe';

/** Cross-entropy of soft targets (each row may carry a weight: its sum), mean over the batch, nats. */
export function crossEntropy(targets: tf.Tensor2D, logits: tf.Tensor2D): tf.Scalar {
  return tf.neg(tf.mean(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1))) as tf.Scalar;
}

/**
 * Cross-entropy to the labels and, where there is a teacher, to its softened answer, scaled by temperature² so that
 * both gradients keep their proportion (Hinton et al. 2015, https://arxiv.org/abs/1503.02531).
 */
export function headLoss(
  logits: tf.Tensor2D,
  labels: tf.Tensor2D,
  taught: tf.Tensor2D | undefined,
  distillation: Distillation | undefined,
): tf.Scalar {
  const own = crossEntropy(labels, logits);
  if (!taught || !distillation) return own;
  const { share, temperature } = distillation;
  const soft = crossEntropy(
    tf.softmax(tf.div(taught, temperature)) as tf.Tensor2D,
    tf.div(logits, temperature) as tf.Tensor2D,
  );
  return tf.add(tf.mul(own, 1 - share), tf.mul(soft, share * temperature ** 2));
}
