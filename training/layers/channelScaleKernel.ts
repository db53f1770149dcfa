/** Every channel times its own factor, as one kernel with its gradient, for any back end that registers it (so far onednn). */
import * as tf from '@tensorflow/tfjs-core';

export const CHANNEL_SCALE = 'FacetChannelScale';
export const CHANNEL_SCALE_GRAD = 'FacetChannelScaleGrad';

tf.registerGradient({
  kernelName: CHANNEL_SCALE,
  inputsToSave: ['x', 'factors'],
  gradFunc: (dy, [x, factors]) => {
    const [dx, dFactors] = tf
      .engine()
      .runKernel(CHANNEL_SCALE_GRAD, { x: x!, factors: factors!, dy: dy as tf.Tensor }) as [tf.Tensor, tf.Tensor];
    return { x: () => dx, factors: () => dFactors };
  },
});

/** [n, h, w, c] and [n, c] → [n, h, w, c] */
export function channelScale(x: tf.Tensor4D, factors: tf.Tensor2D): tf.Tensor4D {
  if (!tf.getKernel(CHANNEL_SCALE, tf.getBackend())) {
    return tf.mul(x, tf.reshape(factors, [x.shape[0], 1, 1, x.shape[3]]));
  }
  return tf.engine().runKernel(CHANNEL_SCALE, { x, factors }) as tf.Tensor4D;
}
