import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** What a network says of pictures, one tensor a head; tfjs' types leave open whether that is a list, and of what. */
export function applied(model: LayersModel, pictures: tf.Tensor, options: { training: boolean }): tf.Tensor[] {
  return [model.apply(pictures, options)].flat().map((output) => {
    if (output instanceof tf.Tensor) return output;
    throw new Error('A network that was asked about pictures answered with a symbol.');
  });
}
