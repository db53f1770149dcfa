/** Mean over height and width, and its gradient. Bound by memory on small maps: plain loops do. */
import type * as tf from '@tensorflow/tfjs-core';
import { GLOBAL_AVERAGE, GLOBAL_AVERAGE_GRAD, type GlobalAverageGradAttrs } from '../../operations/global-average';
import type { KernelInputs } from '../../operations/kernel-inputs';
import { type OneDnnBackend, override, stock } from './backend';
import { shape4D } from './shape';

function average(x: tf.TensorInfo, backend: OneDnnBackend): Float32Array {
  const [n, h, w, c] = shape4D(x.shape);
  const from = backend.values(x);
  const to = new Float32Array(n * c);
  const scale = 1 / (h * w);
  let at = 0;
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < h * w; p++) for (let k = 0; k < c; k++) to[i * c + k]! += from[at++]!;
    for (let k = 0; k < c; k++) to[i * c + k]! *= scale;
  }
  return to;
}

/** Means over places, [n, h, w, c] → [n, c], and their gradient. */
export function registerGlobalAverage(): void {
  override<KernelInputs<'x'>>(GLOBAL_AVERAGE, ({ x }, _, backend) => {
    const [n, , , c] = shape4D(x.shape);
    return backend.output([n, c], average(x, backend));
  });

  override<KernelInputs<'dy'>, GlobalAverageGradAttrs>(GLOBAL_AVERAGE_GRAD, ({ dy }, { shape }, backend) => {
    const [n, h, w, c] = shape;
    const from = backend.values(dy);
    const to = backend.allocate(n * h * w * c);
    const scale = 1 / (h * w);
    let at = 0;
    for (let i = 0; i < n; i++) {
      for (let p = 0; p < h * w; p++) for (let k = 0; k < c; k++) to[at++] = from[i * c + k]! * scale;
    }
    return backend.output([n, h, w, c], to);
  });

  // tfjs-layers' own globalAveragePooling2d, in exported networks.
  const stockMean = stock<KernelInputs<'x'>, tf.MeanAttrs>('Mean');
  override<KernelInputs<'x'>, tf.MeanAttrs>('Mean', (inputs, attrs, backend) => {
    const { x } = inputs;
    const axes = [attrs.axis].flat().join();
    if (x.shape.length !== 4 || axes !== '1,2' || attrs.keepDims || x.dtype !== 'float32')
      return stockMean(inputs, attrs, backend);
    const [n, , , c] = shape4D(x.shape);
    return backend.output([n, c], average(x, backend));
  });
}
