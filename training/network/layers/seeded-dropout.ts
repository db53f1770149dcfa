import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { random } from '../../dataset/random';

interface SeededDropoutArgs {
  name: string;
  /** Share of the values that are dropped, 0 to 1. */
  rate: number;
  seed: number;
  /** Which step it is, whenever the layer is called in training. */
  step: () => number;
}

/**
 * Dropout whose mask is a function of (seed, step) and nothing else, so that a resumed run drops what an unbroken one
 * would. The stock layer draws either the same mask at every step (with a seed) or one that cannot be repeated.
 */
export class SeededDropout extends layers.Layer {
  static readonly className = 'SeededDropout';
  private readonly rate: number;
  private readonly seed: number;
  private readonly step: () => number;

  constructor({ name, rate, seed, step }: SeededDropoutArgs) {
    super({ name });
    this.rate = rate;
    this.seed = seed;
    this.step = step;
  }

  override computeOutputShape(inputShape: number[]): number[] {
    return inputShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: { training?: boolean }): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs;
    if (!options.training || this.rate === 0) return tf.clone(x);
    const next = random(this.seed, this.step());
    const kept = 1 / (1 - this.rate);
    const mask = new Float32Array(x.size);
    for (let i = 0; i < mask.length; i++) mask[i] = next() < this.rate ? 0 : kept;
    return tf.mul(x, tf.tensor(mask, x.shape));
  }
}
tf.serialization.registerClass(SeededDropout);
