import * as tf from '@tensorflow/tfjs-core';
import { Convolution } from './convolution';
import { onlyInput } from './only-input';

/** A 3 × 3 convolution of pictures, [n, h, w, 1] → [n, h, w, filters], whose gradient ends at the kernel. */
export function convolvePictures(pictures: tf.Tensor4D, kernel: tf.Tensor4D): tf.Tensor4D {
  const convolve = tf.customGrad((_, save) => {
    // The last of what tfjs calls it with; the pictures must live until the gradient is asked for.
    if (typeof save === 'function') save([pictures]);
    return {
      value: tf.conv2d(pictures, kernel, 1, 'same'),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        tf
          .engine()
          .runKernel<tf.Tensor>(
            'Conv2DBackpropFilter',
            { x: saved[0]!, dy },
            { strides: 1, pad: 'same', dataFormat: 'NHWC', filterShape: kernel.shape },
          ),
    };
  });
  return convolve(kernel);
}

/**
 * The first 3 × 3 convolution. Nothing trains the pictures, so their gradient is not computed: the stock layer would,
 * and at full resolution it is one of the dearest kernels of a step.
 */
export class StemConvolution extends Convolution {
  static readonly className = 'StemConvolution';

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return convolvePictures(onlyInput(inputs), this.kernel.read());
  }
}
tf.serialization.registerClass(StemConvolution);
