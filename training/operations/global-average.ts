/** Mean over height and width as one kernel with its gradient, for any back end that registers it (so far onednn). */
import * as tf from '@tensorflow/tfjs-core';

/** tfjs' name of the kernel. */
export const GLOBAL_AVERAGE = 'FacetGlobalAverage';
/** Of its gradient's kernel. */
export const GLOBAL_AVERAGE_GRAD = 'FacetGlobalAverageGrad';

/** What the gradient's kernel is told. */
export interface GlobalAverageGradAttrs {
  /** Of the kernel's input, [n, h, w, c]. */
  readonly shape: readonly [n: number, h: number, w: number, c: number];
}

tf.registerGradient({
  kernelName: GLOBAL_AVERAGE,
  inputsToSave: ['x'],
  gradFunc: (dy, [x]) => ({
    x: () => tf.engine().runKernel<tf.Tensor>(GLOBAL_AVERAGE_GRAD, { dy: [dy].flat()[0]! }, { shape: x!.shape }),
  }),
});

/** [n, h, w, c] → [n, c] */
export function globalAverage(x: tf.Tensor4D): tf.Tensor2D {
  if (!tf.getKernel(GLOBAL_AVERAGE, tf.getBackend())) return tf.mean(x, [1, 2]);
  return tf.engine().runKernel<tf.Tensor2D>(GLOBAL_AVERAGE, { x });
}
