import type * as tf from '@tensorflow/tfjs-core';
import type { layers } from '@tensorflow/tfjs-layers';
import { ranked } from '../../operations/ranked';

/** What `addWeight` of a layer returns. */
type Variable = ReturnType<layers.Layer['addWeight']>;

/** A layer's weight of known rank, which tfjs' own variables do not tell. */
export class LayerWeight<R extends tf.Rank> {
  constructor(
    private readonly variable: Variable,
    private readonly rank: R,
  ) {}

  read(): tf.Tensor<R> {
    return ranked(this.variable.read(), this.rank);
  }

  /** @param value of the weight's shape */
  write(value: tf.Tensor): void {
    this.variable.write(value);
  }
}
