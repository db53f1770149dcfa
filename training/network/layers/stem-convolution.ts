import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers } from '@tensorflow/tfjs-layers';
import { onlyInput } from './only-input';

type Weight = ReturnType<layers.Layer['addWeight']>;

interface StemConvolutionArgs {
  name: string;
  filters: number;
  seed: number;
}

/** A 3 × 3 convolution of pictures, [n, h, w, 1] → [n, h, w, filters], whose gradient ends at the kernel. */
export function convolvePictures(pictures: tf.Tensor4D, kernel: tf.Tensor4D): tf.Tensor4D {
  const convolve = tf.customGrad((filter, save) => {
    const { shape } = filter as tf.Tensor4D;
    (save as tf.GradSaveFunc)([pictures]);
    return {
      value: tf.conv2d(pictures, filter as tf.Tensor4D, 1, 'same'),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        tf
          .engine()
          .runKernel(
            'Conv2DBackpropFilter',
            { x: saved[0]!, dy },
            { strides: 1, pad: 'same', dataFormat: 'NHWC', filterShape: shape },
          ) as tf.Tensor,
    };
  });
  return convolve(kernel) as tf.Tensor4D;
}

/**
 * The first 3 × 3 convolution. Nothing trains the pictures, so their gradient is not computed: the stock layer would,
 * and at full resolution it is one of the dearest kernels of a step.
 */
export class StemConvolution extends layers.Layer {
  static readonly className = 'StemConvolution';
  private readonly filters: number;
  private readonly seed: number;
  private kernel!: Weight;

  constructor({ name, filters, seed }: StemConvolutionArgs) {
    super({ name });
    this.filters = filters;
    this.seed = seed;
  }

  override build(inputShape: number[]): void {
    const shape = [3, 3, inputShape[3]!, this.filters];
    this.kernel = this.addWeight('kernel', shape, 'float32', initializers.heNormal({ seed: this.seed }));
    this.built = true;
  }

  override computeOutputShape(inputShape: number[]): number[] {
    return [...inputShape.slice(0, 3), this.filters];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const pictures = onlyInput(inputs);
    return convolvePictures(pictures, this.kernel.read() as tf.Tensor4D);
  }
}
tf.serialization.registerClass(StemConvolution);
