import type * as tf from '@tensorflow/tfjs-core';

/** What a kernel is called with, by the names that its operation gives them. tfjs' own types leave each of them out. */
export type KernelInputs<Names extends string> = tf.NamedTensorInfoMap & Readonly<Record<Names, tf.TensorInfo>>;
