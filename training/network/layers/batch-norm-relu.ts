import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers } from '@tensorflow/tfjs-layers';
import { batchNormRelu } from '../../operations/batch-norm-relu';
import { LayerWeight } from './layer-weight';
import { onlyInput } from './only-input';

/** Added to the variance. */
export const EPSILON = 1e-3;
/** Share of the running statistics that one batch replaces is 1 − MOMENTUM. */
const MOMENTUM = 0.95;

interface BatchNormReluArgs {
  name: string;
  /** Channel i of the first half and channel i of the second share their weights (mirror.ts). */
  pairs?: boolean;
  /** Uses its running statistics in training, too, and leaves them as they are. */
  frozen?: boolean;
}

type Weight = LayerWeight<tf.Rank.R1>;
type Initializer = Parameters<layers.Layer['addWeight']>[3];

/** Layer: batch normalisation and ReLU. Weights, in order: gamma, beta, running mean, running variance (unbiased). */
export class BatchNormRelu extends layers.Layer {
  static readonly className = 'BatchNormRelu';
  private gamma!: Weight;
  private beta!: Weight;
  private mean!: Weight;
  private variance!: Weight;
  private readonly pairs: boolean;
  private readonly frozen: boolean;

  constructor({ name, pairs = false, frozen = false }: BatchNormReluArgs) {
    super({ name });
    this.pairs = pairs;
    this.frozen = frozen;
  }

  override build(inputShape: number[]): void {
    const channels = [inputShape.at(-1)! / (this.pairs ? 2 : 1)];
    const weight = (name: string, initial: Initializer, trainable = true) =>
      new LayerWeight(this.addWeight(name, channels, 'float32', initial, undefined, trainable), tf.Rank.R1);
    this.gamma = weight('gamma', initializers.ones());
    this.beta = weight('beta', initializers.zeros());
    this.mean = weight('mean', initializers.zeros(), false);
    this.variance = weight('variance', initializers.ones(), false);
    this.built = true;
  }

  override computeOutputShape(inputShape: number[]): number[] {
    return inputShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: { training?: boolean }): tf.Tensor {
    const input = onlyInput(inputs);
    const [n, h, w, c] = input.shape;
    // Side by side in memory, the halves are as many pixels again.
    const x = this.pairs ? tf.reshape<tf.Rank.R4>(input, [n, h, 2 * w, c / 2]) : input;
    const y = this.normalise(x, options);
    return this.pairs ? tf.reshape(y, input.shape) : y;
  }

  private normalise(x: tf.Tensor4D, options: { training?: boolean }): tf.Tensor4D {
    const gamma = this.gamma.read();
    const beta = this.beta.read();
    if (!options.training || this.frozen)
      return tf.tidy(() => tf.relu(tf.batchNorm4d(x, this.mean.read(), this.variance.read(), beta, gamma, EPSILON)));
    const { y, mean, variance } = batchNormRelu(x, gamma, beta, EPSILON);
    const n = x.size / x.shape[3];
    tf.tidy(() => {
      this.mean.write(tf.add(tf.mul(this.mean.read(), MOMENTUM), tf.mul(mean, 1 - MOMENTUM)));
      this.variance.write(
        tf.add(tf.mul(this.variance.read(), MOMENTUM), tf.mul(variance, ((1 - MOMENTUM) * n) / (n - 1))),
      );
    });
    return y;
  }
}
tf.serialization.registerClass(BatchNormRelu);
