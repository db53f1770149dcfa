/** Mean over height and width as one kernel with its gradient, for any back end that registers it (so far onednn). */
import * as tf from '@tensorflow/tfjs-core';

/** tfjs' names of the kernel and of its gradient. */
export const GLOBAL_AVERAGE = 'FacetGlobalAverage';
export const GLOBAL_AVERAGE_GRAD = 'FacetGlobalAverageGrad';

tf.registerGradient({
  kernelName: GLOBAL_AVERAGE,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({
    x: () => tf.engine().runKernel(GLOBAL_AVERAGE_GRAD, { dy: dy as tf.Tensor }, { shape: x!.shape }) as tf.Tensor,
  }),
});

/** [n, h, w, c] → [n, c] */
export function globalAverage(x: tf.Tensor4D): tf.Tensor2D {
  if (!tf.getKernel(GLOBAL_AVERAGE, tf.getBackend())) return tf.mean(x, [1, 2]);
  return tf.engine().runKernel(GLOBAL_AVERAGE, { x }) as tf.Tensor2D;
}
