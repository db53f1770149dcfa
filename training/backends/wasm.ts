/**
 * tfjs's WebAssembly back end as it runs in Node, with the gradients that it lacks or has only as plain loops: enough to
 * evaluate anything and to train small sets where there is no oneDNN. One thread.
 */

import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';

type Pair = [number, number];

/** Rows and columns of `side` outputs of a window, as TensorFlow's padding has them. */
function windows({
  filterSize,
  strides,
  pad,
  side,
}: {
  filterSize: Pair;
  strides: Pair;
  pad: 'same' | 'valid' | number;
  side: Pair;
}) {
  const before = [0, 1].map((d) => {
    if (pad !== 'same') return 0;
    const out = Math.ceil(side[d]! / strides[d]!);
    return Math.max(0, (out - 1) * strides[d]! + filterSize[d]! - side[d]!) >> 1;
  }) as Pair;
  return before;
}

const pair = (value: number | Pair): Pair => (Array.isArray(value) ? value : [value, value]);

interface PoolAttrs {
  filterSize: number | Pair;
  strides: number | Pair;
  pad: 'same' | 'valid' | number;
}

/** Calls `visit` with every output and every input in its window, as flat indices without the channel. */
function eachWindow(
  [n, h, w]: number[],
  [, outH, outW]: number[],
  attrs: PoolAttrs,
  visit: (out: number, inside: number[]) => void,
): void {
  const filterSize = pair(attrs.filterSize);
  const strides = pair(attrs.strides);
  const [top, left] = windows({ filterSize, strides, pad: attrs.pad, side: [h!, w!] });
  const inside: number[] = [];
  for (let b = 0; b < n!; b++)
    for (let y = 0; y < outH!; y++)
      for (let x = 0; x < outW!; x++) {
        inside.length = 0;
        for (let dy = 0; dy < filterSize[0]; dy++)
          for (let dx = 0; dx < filterSize[1]; dx++) {
            const sy = y * strides[0] - top + dy;
            const sx = x * strides[1] - left + dx;
            if (sy >= 0 && sy < h! && sx >= 0 && sx < w!) inside.push((b * h! + sy) * w! + sx);
          }
        visit((b * outH! + y) * outW! + x, inside);
      }
}

const floats = (tensor: tf.TensorInfo) => tf.backend().readSync(tensor.dataId) as Float32Array;
const made = (values: Float32Array, shape: number[]): tf.TensorInfo => tf.tensor(values, shape as [number]);

function maxPoolGrad({ inputs, attrs }: { inputs: tf.NamedTensorInfoMap; attrs?: tf.NamedAttrMap }): tf.TensorInfo {
  const { dy, input } = inputs as { dy: tf.TensorInfo; input: tf.TensorInfo };
  const [values, gradient] = [floats(input), floats(dy)];
  const channels = input.shape[3]!;
  const dx = new Float32Array(values.length);
  eachWindow(input.shape, dy.shape, attrs as unknown as PoolAttrs, (out, inside) => {
    for (let c = 0; c < channels; c++) {
      let best = inside[0]! * channels + c;
      for (const at of inside) if (values[at * channels + c]! > values[best]!) best = at * channels + c;
      dx[best]! += gradient[out * channels + c]!;
    }
  });
  return made(dx, input.shape);
}

function avgPoolGrad({ inputs, attrs }: { inputs: tf.NamedTensorInfoMap; attrs?: tf.NamedAttrMap }): tf.TensorInfo {
  const { dy, input } = inputs as { dy: tf.TensorInfo; input: tf.TensorInfo };
  const gradient = floats(dy);
  const channels = input.shape[3]!;
  const dx = new Float32Array(input.shape.reduce((a, b) => a * b, 1));
  eachWindow(input.shape, dy.shape, attrs as unknown as PoolAttrs, (out, inside) => {
    for (let c = 0; c < channels; c++) {
      const share = gradient[out * channels + c]! / inside.length;
      for (const at of inside) dx[at * channels + c]! += share;
    }
  });
  return made(dx, input.shape);
}

/** dW[dy, dx] = (x moved by (dy, dx))ᵀ · dY: as many matrix products as the kernel has places, each run by XNNPACK. */
function filterGrad({ inputs, attrs }: { inputs: tf.NamedTensorInfoMap; attrs?: tf.NamedAttrMap }): tf.TensorInfo {
  const { x, dy } = inputs as { x: tf.Tensor4D; dy: tf.Tensor4D };
  const { filterShape, strides } = attrs as unknown as { filterShape: number[]; strides: number | Pair };
  if (pair(strides).some((stride) => stride !== 1))
    throw new Error('The wasm back end trains convolutions of stride 1.');
  const [kh, kw, inputs_, outputs] = filterShape as [number, number, number, number];
  return tf.tidy(() => {
    const [n, h, w] = dy.shape;
    const pads = [kh, kw].map((side, d) => {
      const all = (d === 0 ? h : w) + side - 1 - x.shape[d + 1]!;
      return [all >> 1, all - (all >> 1)] as Pair;
    });
    const padded = tf.pad(x, [[0, 0], pads[0]!, pads[1]!, [0, 0]]);
    const gradient = tf.reshape(dy, [n * h * w, outputs]);
    const places = Array.from({ length: kh * kw }, (_, i) => {
      const moved = tf.slice(padded, [0, Math.floor(i / kw), i % kw, 0], [n, h, w, inputs_]);
      return tf.matMul(tf.reshape(moved, [n * h * w, inputs_]), gradient, true, false);
    });
    return tf.reshape(tf.stack(places), filterShape as [number, number, number, number]);
  });
}

/** Of stride 1: a convolution with the kernel turned round. */
function inputGrad({ inputs, attrs }: { inputs: tf.NamedTensorInfoMap; attrs?: tf.NamedAttrMap }): tf.TensorInfo {
  const { dy, filter } = inputs as { dy: tf.Tensor4D; filter: tf.Tensor4D };
  const { pad, inputShape } = attrs as unknown as { pad: 'same' | 'valid' | number; inputShape: number[] };
  return tf.tidy(() => {
    const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
    const [kh, kw] = filter.shape;
    const same = pad === 'same' || inputShape[1] === dy.shape[1];
    const around = same
      ? dy
      : (tf.pad(dy, [
          [0, 0],
          [kh - 1, kh - 1],
          [kw - 1, kw - 1],
          [0, 0],
        ]) as tf.Tensor4D);
    return tf.conv2d(around, turned, 1, same ? 'same' : 'valid');
  });
}

/** @returns once the back end is ready to be selected */
export async function registerWasm(): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(entry)}/`);
  const gradients: [string, tf.KernelFunc][] = [
    ['MaxPoolGrad', maxPoolGrad as tf.KernelFunc],
    ['AvgPoolGrad', avgPoolGrad as tf.KernelFunc],
    ['Conv2DBackpropFilter', filterGrad as tf.KernelFunc],
    ['Conv2DBackpropInput', inputGrad as tf.KernelFunc],
  ];
  for (const [kernelName, kernelFunc] of gradients) {
    if (tf.getKernel(kernelName, 'wasm')) tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
  }
}
