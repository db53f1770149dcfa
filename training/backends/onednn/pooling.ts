/** MaxPool, AvgPool and their gradients. */
import * as tf from '@tensorflow/tfjs-core';
import type { KernelInputs } from '../../operations/kernel-inputs';
import { override } from './backend';
import { oneDnn, type Pointer } from './library';
import {
  ALGORITHM,
  ARG,
  bytesOf,
  describe,
  int64,
  layout,
  operation,
  PROP,
  Primitive,
  perShape,
  TAG,
} from './primitive';
import { shape4D } from './shape';

type Pool = tf.backend_util.Conv2DInfo;

/** The numbers that make two poolings the same operation. */
// biome-ignore format: sizes, window, padding
type Shape = readonly [
  batch: number, channels: number, inHeight: number, inWidth: number, outHeight: number, outWidth: number,
  filterHeight: number, filterWidth: number, strideHeight: number, strideWidth: number,
  top: number, left: number, bottom: number, right: number,
];

const pooling = perShape((algorithm: number, ...shape: Shape) => {
  const [n, c, ih, iw, oh, ow, kh, kw, sh, sw, top, left, bottom, right] = shape;
  const src = describe([n, c, ih, iw], TAG.nhwc);
  const dst = describe([n, c, oh, ow], TAG.nhwc);
  const window = [int64([sh, sw]), int64([kh, kw]), int64([top, left]), int64([bottom, right])];
  const forward = operation('pooling_forward', (desc) =>
    oneDnn().poolingForward(desc, PROP.forwardTraining, algorithm, src, dst, ...window),
  );
  const backward = operation(
    'pooling_backward',
    (desc) => oneDnn().poolingBackward(desc, algorithm, src, dst, ...window),
    { hint: forward },
  );
  const workspace = algorithm === ALGORITHM.poolingMax ? layout(forward, 'workspace') : undefined;
  const kept: [number, Pointer][] = workspace ? [[ARG.workspace, workspace]] : [];
  return {
    /** Which input won each window, where the largest wins: written by every forward run. */
    winners: workspace ? [new Uint8Array(bytesOf(workspace))] : [],
    forward: new Primitive(forward, [[ARG.src, src], [ARG.dst, dst], ...kept]),
    backward: new Primitive(backward, [[ARG.diffSrc, src], [ARG.diffDst, dst], ...kept]),
  };
});

/** Of both kinds of pooling and of their gradients. */
type PoolAttrs = tf.MaxPoolAttrs;

function info(inShape: readonly number[], { filterSize, strides, pad, dimRoundingMode }: PoolAttrs): Pool {
  return tf.backend_util.computePool2DInfo(shape4D(inShape), filterSize, strides, 1, pad, dimRoundingMode);
}

const build = (algorithm: number, p: Pool) =>
  // biome-ignore format: sizes, window, padding
  pooling(
    algorithm,
    p.batchSize, p.inChannels, p.inHeight, p.inWidth, p.outHeight, p.outWidth,
    p.filterHeight, p.filterWidth, p.strideHeight, p.strideWidth,
    p.padInfo.top, p.padInfo.left, p.padInfo.bottom, p.padInfo.right,
  );

/** Pooling by the largest and by the mean, forward and backward. */
export function registerPooling(): void {
  for (const [name, algorithm] of [
    ['MaxPool', ALGORITHM.poolingMax],
    ['AvgPool', ALGORITHM.poolingAverage],
  ] as const) {
    override<KernelInputs<'x'>, PoolAttrs>(name, ({ x }, attrs, backend) => {
      const pool = info(x.shape, attrs);
      const { forward, winners } = build(algorithm, pool);
      const y = backend.allocate(tf.util.sizeFromShape(pool.outShape));
      forward.run(backend.values(x), y, ...winners);
      return backend.output(pool.outShape, y);
    });

    override<KernelInputs<'dy' | 'input'>, PoolAttrs>(`${name}Grad`, ({ dy, input }, attrs, backend) => {
      const pool = info(input.shape, attrs);
      const { forward, backward, winners } = build(algorithm, pool);
      if (winners.length > 0) {
        // tfjs gives the gradient no way to keep the winners of this very call: find them again (bound by memory, cheap).
        const again = backend.allocate(tf.util.sizeFromShape(pool.outShape));
        forward.run(backend.values(input), again, ...winners);
        backend.release(again);
      }
      const dx = backend.allocate(tf.util.sizeFromShape(pool.inShape));
      backward.run(dx, backend.values(dy), ...winners);
      return backend.output(pool.inShape, dx);
    });
  }
}
