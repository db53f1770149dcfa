import * as tf from '@tensorflow/tfjs-core';
import { ranked } from '../../operations/ranked';

/** What a layer of one input is called with, [n, h, w, c]: tfjs hands it over alone or in a list. */
export function onlyInput(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor4D {
  return ranked(Array.isArray(inputs) ? inputs[0]! : inputs, tf.Rank.R4);
}
