import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers } from '@tensorflow/tfjs-layers';
import { LayerWeight } from './layer-weight';
import { gradientOfTied, withTied } from './mirror-kernel';
import { onlyInput } from './only-input';
import { convolvePictures } from './stem-convolution';

interface MirrorConvolutionArgs {
  name: string;
  /** Channels that come out, an even number. */
  filters: number;
  seed: number;
}

/** Layer: a 3 × 3 convolution that commutes with mirroring (mirror-kernel.ts). Its weight is the free half of the kernel. */
export class MirrorConvolution extends layers.Layer {
  static readonly className = 'MirrorConvolution';
  private readonly filters: number;
  private readonly seed: number;
  private kernel!: LayerWeight<tf.Rank.R4>;

  constructor({ name, filters, seed }: MirrorConvolutionArgs) {
    super({ name });
    this.filters = filters;
    this.seed = seed;
  }

  override build(inputShape: number[]): void {
    const shape = [3, 3, inputShape[3]!, this.filters / 2];
    const initial = initializers.heNormal({ seed: this.seed });
    this.kernel = new LayerWeight(this.addWeight('kernel', shape, 'float32', initial), tf.Rank.R4);
    this.built = true;
  }

  override computeOutputShape(inputShape: number[]): number[] {
    return [...inputShape.slice(0, 3), this.filters];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = onlyInput(inputs);
    const channels = x.shape[3];
    const free = this.kernel.read();
    const whole = tf.customGrad<tf.Tensor4D>(() => ({
      value: tf.tensor4d(withTied(free.dataSync<'float32'>(), channels), [3, 3, channels, this.filters]),
      gradFunc: (dy: tf.Tensor) =>
        tf.tensor4d(gradientOfTied(dy.dataSync<'float32'>(), channels), [3, 3, channels, this.filters / 2]),
    }));
    const kernel = whole(free);
    return channels === 1 ? convolvePictures(x, kernel) : tf.conv2d(x, kernel, 1, 'same');
  }
}
tf.serialization.registerClass(MirrorConvolution);
