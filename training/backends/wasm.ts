/**
 * tfjs's WebAssembly back end as it runs in Node, with the gradients that it lacks or has only as plain loops: enough to
 * evaluate anything and to train small sets where there is no oneDNN. One thread.
 */

import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { KernelInputs } from '../operations/kernel-inputs';
import { ranked } from '../operations/ranked';

type Pair = [number, number];

/** Of both kinds of pooling. */
type PoolAttrs = Pick<tf.MaxPoolAttrs, 'filterSize' | 'strides' | 'pad'>;

const pair = (value: number | Pair): Pair => (Array.isArray(value) ? value : [value, value]);

/** Padding before the first of the inputs along one side, as TensorFlow has it. */
function paddingBefore(side: number, filter: number, stride: number, { pad }: PoolAttrs): number {
  if (pad !== 'same') return 0;
  const out = Math.ceil(side / stride);
  return Math.max(0, (out - 1) * stride + filter - side) >> 1;
}

/** Calls `visit` with every output and every input in its window, as flat indices without the channel. */
function eachWindow(
  [n, h, w]: readonly number[],
  [, outH, outW]: readonly number[],
  attrs: PoolAttrs,
  visit: (out: number, inside: number[]) => void,
): void {
  const filterSize = pair(attrs.filterSize);
  const strides = pair(attrs.strides);
  const top = paddingBefore(h!, filterSize[0], strides[0], attrs);
  const left = paddingBefore(w!, filterSize[1], strides[1], attrs);
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

function floats({ dataId }: tf.TensorInfo): Float32Array {
  const values = tf.backend().readSync(dataId);
  if (values instanceof Float32Array) return values;
  throw new Error('The wasm back end trains with numbers of 32 bits alone.');
}

function maxPoolGrad({ dy, input }: KernelInputs<'dy' | 'input'>, attrs: PoolAttrs): tf.TensorInfo {
  const [values, gradient] = [floats(input), floats(dy)];
  const channels = input.shape[3]!;
  const dx = new Float32Array(values.length);
  eachWindow(input.shape, dy.shape, attrs, (out, inside) => {
    for (let c = 0; c < channels; c++) {
      let best = inside[0]! * channels + c;
      for (const at of inside) if (values[at * channels + c]! > values[best]!) best = at * channels + c;
      dx[best]! += gradient[out * channels + c]!;
    }
  });
  return tf.tensor(dx, input.shape);
}

function avgPoolGrad({ dy, input }: KernelInputs<'dy' | 'input'>, attrs: PoolAttrs): tf.TensorInfo {
  const gradient = floats(dy);
  const channels = input.shape[3]!;
  const dx = new Float32Array(tf.util.sizeFromShape(input.shape));
  eachWindow(input.shape, dy.shape, attrs, (out, inside) => {
    for (let c = 0; c < channels; c++) {
      const share = gradient[out * channels + c]! / inside.length;
      for (const at of inside) dx[at * channels + c]! += share;
    }
  });
  return tf.tensor(dx, input.shape);
}

/** What tfjs hands to a kernel, as operations take it. @throws Error where it is no tensor of rank 4 */
function picturesOf(info: tf.TensorInfo): tf.Tensor4D {
  if (info instanceof tf.Tensor) return ranked(info, tf.Rank.R4);
  throw new Error('The wasm back end was handed something else than a tensor.');
}

/** dW[dy, dx] = (x moved by (dy, dx))ᵀ · dY: as many matrix products as the kernel has places, each run by XNNPACK. */
function filterGrad(
  inputs: KernelInputs<'x' | 'dy'>,
  { filterShape, strides }: tf.Conv2DBackpropFilterAttrs,
): tf.TensorInfo {
  const [x, dy] = [picturesOf(inputs.x), picturesOf(inputs.dy)];
  if (pair(strides).some((stride) => stride !== 1))
    throw new Error('The wasm back end trains convolutions of stride 1.');
  const [kh, kw, channels, outputs] = filterShape;
  return tf.tidy(() => {
    const [n, h, w] = dy.shape;
    const around = (all: number): Pair => [all >> 1, all - (all >> 1)];
    const padded = tf.pad(x, [[0, 0], around(h + kh - 1 - x.shape[1]), around(w + kw - 1 - x.shape[2]), [0, 0]]);
    const gradient = tf.reshape(dy, [n * h * w, outputs]);
    const places = Array.from({ length: kh * kw }, (_, i) => {
      const moved = tf.slice(padded, [0, Math.floor(i / kw), i % kw, 0], [n, h, w, channels]);
      return tf.matMul(tf.reshape(moved, [n * h * w, channels]), gradient, true, false);
    });
    return tf.reshape(tf.stack(places), filterShape);
  });
}

/** Of stride 1: a convolution with the kernel turned round. */
function inputGrad(
  inputs: KernelInputs<'dy' | 'filter'>,
  { pad, inputShape }: tf.Conv2DBackpropInputAttrs,
): tf.TensorInfo {
  const [dy, filter] = [picturesOf(inputs.dy), picturesOf(inputs.filter)];
  return tf.tidy(() => {
    const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]);
    const [kh, kw] = filter.shape;
    if (pad === 'same' || inputShape[1] === dy.shape[1]) return tf.conv2d(dy, turned, 1, 'same');
    const edge = (side: number): Pair => [side - 1, side - 1];
    return tf.conv2d(tf.pad(dy, [[0, 0], edge(kh), edge(kw), [0, 0]]), turned, 1, 'valid');
  });
}

/** In place of the back end's own kernel of that name, if it has one. tfjs calls it with what the operation promises. */
function register<Inputs extends tf.NamedTensorInfoMap, Attrs extends object>(
  kernelName: string,
  kernel: (inputs: Inputs, attrs: Attrs) => tf.TensorInfo,
): void {
  if (tf.getKernel(kernelName, 'wasm')) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc({ inputs, attrs = {} }) {
      const told: object = attrs;
      return kernel(inputs as Inputs, told as Attrs);
    },
  });
}

/** @returns once the back end is ready to be selected */
export async function registerWasm(): Promise<void> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(`${dirname(entry)}/`);
  register('MaxPoolGrad', maxPoolGrad);
  register('AvgPoolGrad', avgPoolGrad);
  register('Conv2DBackpropFilter', filterGrad);
  register('Conv2DBackpropInput', inputGrad);
}
