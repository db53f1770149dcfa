/** Mean over height and width, and its gradient. Bound by memory on small maps: plain loops do. */
import type * as tf from '@tensorflow/tfjs-core';
import { GLOBAL_AVERAGE, GLOBAL_AVERAGE_GRAD } from '../../operations/global-average';
import { type OneDnnBackend, override, stock } from './backend';

type Shape4D = [n: number, h: number, w: number, c: number];

function average(x: tf.TensorInfo, backend: OneDnnBackend): Float32Array {
  const [n, h, w, c] = x.shape as Shape4D;
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
  override(GLOBAL_AVERAGE, ({ x }, _, backend) => backend.output([x!.shape[0]!, x!.shape[3]!], average(x!, backend)));

  override(GLOBAL_AVERAGE_GRAD, ({ dy }, attrs, backend) => {
    const [n, h, w, c] = attrs.shape as Shape4D;
    const from = backend.values(dy!);
    const to = backend.allocate(n * h * w * c);
    const scale = 1 / (h * w);
    let at = 0;
    for (let i = 0; i < n; i++) {
      for (let p = 0; p < h * w; p++) for (let k = 0; k < c; k++) to[at++] = from[i * c + k]! * scale;
    }
    return backend.output([n, h, w, c], to);
  });

  // tfjs-layers' own globalAveragePooling2d, in exported networks.
  const stockMean = stock('Mean');
  override('Mean', (inputs, attrs, backend) => {
    const x = inputs.x!;
    const axes = ([] as number[]).concat(attrs.axis as number | number[]).join();
    if (x.shape.length !== 4 || axes !== '1,2' || attrs.keepDims || x.dtype !== 'float32')
      return stockMean(inputs, attrs, backend);
    return backend.output([x.shape[0]!, x.shape[3]!], average(x, backend));
  });
}
