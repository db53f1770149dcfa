import * as tf from '@tensorflow/tfjs-core';
import { Convolution } from './convolution';
import { gradientOfTied, withTied } from './mirror-kernel';
import { onlyInput } from './only-input';
import { convolvePictures } from './stem-convolution';

/**
 * Layer: a 3 × 3 convolution that commutes with mirroring (mirror-kernel.ts), of an even number of filters. Its weight is
 * the free half of the kernel.
 */
export class MirrorConvolution extends Convolution {
  static readonly className = 'MirrorConvolution';

  protected override get ownFilters(): number {
    return this.filters / 2;
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
