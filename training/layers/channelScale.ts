import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { channelScale } from './channelScaleKernel';

/** Layer of two inputs, [n, h, w, c] and [n, c]: their product, channel by channel. */
export class ChannelScale extends layers.Layer {
  static readonly className = 'ChannelScale';

  override computeOutputShape([shape]: number[][]): number[] {
    return shape!;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [x, factors] = inputs as [tf.Tensor4D, tf.Tensor2D];
    return channelScale(x, factors);
  }
}
tf.serialization.registerClass(ChannelScale);
