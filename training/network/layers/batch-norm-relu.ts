import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers } from '@tensorflow/tfjs-layers';
import { batchNormRelu } from '../../operations/batch-norm-relu';
import { onlyInput } from './only-input';

/** Added to the variance. */
export const EPSILON = 1e-3;
/** Share of the running statistics that one batch replaces is 1 − MOMENTUM. */
const MOMENTUM = 0.95;

type Weight = ReturnType<layers.Layer['addWeight']>;

/**
 * Layer: batch normalisation and ReLU. Weights, in order: gamma, beta, running mean, running variance (unbiased).
 * With `pairs`, channel i of the first half and channel i of the second share theirs (mirror.ts).
 */
export class BatchNormRelu extends layers.Layer {
  static readonly className = 'BatchNormRelu';
  private gamma!: Weight;
  private beta!: Weight;
  private mean!: Weight;
  private variance!: Weight;
  /** Uses its running statistics in training, too, and leaves them as they are. */
  frozen = false;
  private readonly pairs: boolean;

  constructor({ name, pairs = false }: { name: string; pairs?: boolean }) {
    super({ name });
    this.pairs = pairs;
  }

  override build(inputShape: number[]): void {
    const channels = [inputShape.at(-1)! / (this.pairs ? 2 : 1)];
    this.gamma = this.addWeight('gamma', channels, 'float32', initializers.ones());
    this.beta = this.addWeight('beta', channels, 'float32', initializers.zeros());
    this.mean = this.addWeight('mean', channels, 'float32', initializers.zeros(), undefined, false);
    this.variance = this.addWeight('variance', channels, 'float32', initializers.ones(), undefined, false);
    this.built = true;
  }

  override computeOutputShape(inputShape: number[]): number[] {
    return inputShape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], options: { training?: boolean }): tf.Tensor {
    const input = onlyInput(inputs);
    const [n, h, w, c] = input.shape;
    // Side by side in memory, the halves are as many pixels again.
    const x = this.pairs ? (tf.reshape(input, [n, h, 2 * w, c / 2]) as tf.Tensor4D) : input;
    const y = this.normalise(x, options);
    return this.pairs ? tf.reshape(y, input.shape) : y;
  }

  private normalise(x: tf.Tensor4D, options: { training?: boolean }): tf.Tensor4D {
    const gamma = this.gamma.read() as tf.Tensor1D;
    const beta = this.beta.read() as tf.Tensor1D;
    if (!options.training || this.frozen) {
      return tf.tidy(() =>
        tf.relu(
          tf.batchNorm4d(x, this.mean.read() as tf.Tensor1D, this.variance.read() as tf.Tensor1D, beta, gamma, EPSILON),
        ),
      );
    }
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
