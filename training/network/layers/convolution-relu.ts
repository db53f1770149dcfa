import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers } from '@tensorflow/tfjs-layers';
import { onlyInput } from './only-input';

type Weight = ReturnType<layers.Layer['addWeight']>;

interface ConvolutionReluArgs {
  name: string;
  filters: number;
  seed: number;
}

/** max(0, x + bias) with its gradient, as plain loops: stock broadcasting in JavaScript takes a hundred times as long. */
function biasRelu(x: tf.Tensor4D, bias: tf.Tensor1D): tf.Tensor4D {
  const channels = bias.size;
  const compute = tf.customGrad((...given) => {
    const [input, shift] = given as unknown as [tf.Tensor4D, tf.Tensor1D];
    const [values, offsets] = [input.dataSync<'float32'>(), shift.dataSync<'float32'>()];
    const out = new Float32Array(values.length);
    for (let i = 0; i < out.length; i++) out[i] = Math.max(0, values[i]! + offsets[i % channels]!);
    return {
      value: tf.tensor4d(out, input.shape),
      gradFunc: (dy: tf.Tensor) => {
        const gradient = dy.dataSync<'float32'>();
        const dx = new Float32Array(out.length);
        const dBias = new Float32Array(channels);
        for (let i = 0; i < out.length; i++) {
          if (out[i]! <= 0) continue;
          dx[i] = gradient[i]!;
          dBias[i % channels]! += gradient[i]!;
        }
        return [tf.tensor4d(dx, input.shape), tf.tensor1d(dBias)];
      },
    };
  });
  return compute(x, bias) as tf.Tensor4D;
}

/** Layer: a 3 × 3 convolution with a bias and ReLU, without batch norm. */
export class ConvolutionRelu extends layers.Layer {
  static readonly className = 'ConvolutionRelu';
  private readonly filters: number;
  private readonly seed: number;
  private kernel!: Weight;
  private bias!: Weight;

  constructor({ name, filters, seed }: ConvolutionReluArgs) {
    super({ name });
    this.filters = filters;
    this.seed = seed;
  }

  override build(inputShape: number[]): void {
    const shape = [3, 3, inputShape[3]!, this.filters];
    this.kernel = this.addWeight('kernel', shape, 'float32', initializers.heNormal({ seed: this.seed }));
    this.bias = this.addWeight('bias', [this.filters], 'float32', initializers.zeros());
    this.built = true;
  }

  override computeOutputShape(inputShape: number[]): number[] {
    return [...inputShape.slice(0, 3), this.filters];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = onlyInput(inputs);
    const mapped = tf.conv2d(x, this.kernel.read() as tf.Tensor4D, 1, 'same') as tf.Tensor4D;
    return biasRelu(mapped, this.bias.read() as tf.Tensor1D);
  }
}
tf.serialization.registerClass(ConvolutionRelu);
