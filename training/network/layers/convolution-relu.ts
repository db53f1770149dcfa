import * as tf from '@tensorflow/tfjs-core';
import { initializers } from '@tensorflow/tfjs-layers';
import { Convolution } from './convolution';
import { LayerWeight } from './layer-weight';
import { onlyInput } from './only-input';

/** max(0, x + bias) with its gradient, as plain loops: stock broadcasting in JavaScript takes a hundred times as long. */
function biasRelu(x: tf.Tensor4D, bias: tf.Tensor1D): tf.Tensor4D {
  const channels = bias.size;
  const compute = tf.customGrad<tf.Tensor4D>(() => {
    const [values, offsets] = [x.dataSync<'float32'>(), bias.dataSync<'float32'>()];
    const out = new Float32Array(values.length);
    for (let i = 0; i < out.length; i++) out[i] = Math.max(0, values[i]! + offsets[i % channels]!);
    return {
      value: tf.tensor4d(out, x.shape),
      gradFunc: (dy: tf.Tensor) => {
        const gradient = dy.dataSync<'float32'>();
        const dx = new Float32Array(out.length);
        const dBias = new Float32Array(channels);
        for (let i = 0; i < out.length; i++) {
          if (out[i]! <= 0) continue;
          dx[i] = gradient[i]!;
          dBias[i % channels]! += gradient[i]!;
        }
        return [tf.tensor4d(dx, x.shape), tf.tensor1d(dBias)];
      },
    };
  });
  return compute(x, bias);
}

/** Layer: a 3 × 3 convolution with a bias and ReLU, without batch norm. */
export class ConvolutionRelu extends Convolution {
  static readonly className = 'ConvolutionRelu';
  private bias!: LayerWeight<tf.Rank.R1>;

  override build(inputShape: number[]): void {
    super.build(inputShape);
    const bias = this.addWeight('bias', [this.filters], 'float32', initializers.zeros());
    this.bias = new LayerWeight(bias, tf.Rank.R1);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return biasRelu(tf.conv2d(onlyInput(inputs), this.kernel.read(), 1, 'same'), this.bias.read());
  }
}
tf.serialization.registerClass(ConvolutionRelu);
