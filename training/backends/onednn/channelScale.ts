/** Every channel times its own factor, and its gradient. Bound by memory on small maps: plain loops do. */
import type * as tf from '@tensorflow/tfjs-core';
import { CHANNEL_SCALE, CHANNEL_SCALE_GRAD } from '../../layers/channelScaleKernel';
import { type OneDnnBackend, override, stock } from './backend';

type Shape4D = [n: number, h: number, w: number, c: number];

function scale(x: tf.TensorInfo, factors: tf.TensorInfo, backend: OneDnnBackend): tf.TensorInfo {
  const [n, h, w, c] = x.shape as Shape4D;
  const from = backend.values(x);
  const by = backend.values(factors);
  const to = backend.allocate(from.length);
  let at = 0;
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < h * w; p++) for (let k = 0; k < c; k++, at++) to[at] = from[at]! * by[i * c + k]!;
  }
  return backend.output(x.shape, to);
}

export function registerChannelScale(): void {
  override(CHANNEL_SCALE, ({ x, factors }, _, backend) => scale(x!, factors!, backend));

  override(CHANNEL_SCALE_GRAD, ({ x, factors, dy }, _, backend) => {
    const [n, h, w, c] = x!.shape as Shape4D;
    const values = backend.values(x!);
    const gradient = backend.values(dy!);
    const sums = new Float32Array(n * c);
    let at = 0;
    for (let i = 0; i < n; i++) {
      for (let p = 0; p < h * w; p++) for (let k = 0; k < c; k++, at++) sums[i * c + k]! += gradient[at]! * values[at]!;
    }
    return [scale(dy!, factors!, backend), backend.output([n, c], sums)];
  });

  // As exported networks ask for it.
  const stockMultiply = stock('Multiply');
  override('Multiply', (inputs, attrs, backend) => {
    const { a, b } = inputs as { a: tf.TensorInfo; b: tf.TensorInfo };
    const perChannel = a.shape.length === 4 && b.shape.join() === [a.shape[0], 1, 1, a.shape[3]].join();
    if (!perChannel || a.dtype !== 'float32' || b.dtype !== 'float32') return stockMultiply(inputs, attrs, backend);
    return scale(a, b, backend);
  });
}
