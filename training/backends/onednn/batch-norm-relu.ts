/** Batch normalisation with batch statistics, followed by ReLU, as one kernel; and its gradient. */
import type * as tf from '@tensorflow/tfjs-core';
import {
  BATCH_NORM_RELU,
  BATCH_NORM_RELU_GRAD,
  type BatchNormReluAttrs,
  type BatchNormReluGradInputs,
  type BatchNormReluInputs,
} from '../../operations/batch-norm-relu';
import { override } from './backend';
import { oneDnn } from './library';
import { ARG, bytesOf, describe, layout, operation, PROP, Primitive, perShape, TAG } from './primitive';
import { shape4D } from './shape';

// dnnl_normalization_flags_t
const USE_SCALE = 8;
const USE_SHIFT = 16;
const FUSE_RELU = 4;
const FLAGS = USE_SCALE | USE_SHIFT | FUSE_RELU;

const batchNorm = perShape((n: number, h: number, w: number, c: number, epsilon: number) => {
  const data = describe([n, c, h, w], TAG.nhwc);
  const channels = describe([c], TAG.x);
  const forward = operation('batch_normalization_forward', (desc) =>
    oneDnn().batchNormForward(desc, PROP.forwardTraining, data, epsilon, FLAGS),
  );
  const workspace = layout(forward, 'workspace');
  const backward = operation(
    'batch_normalization_backward',
    (desc) => oneDnn().batchNormBackward(desc, PROP.backward, data, data, epsilon, FLAGS),
    { hint: forward },
  );
  const perChannel = [
    [ARG.mean, channels],
    [ARG.variance, channels],
    [ARG.scale, channels],
    [ARG.shift, channels], // 2.6 wants it in the backward pass too
  ] as const;
  return {
    workspaceFloats: Math.ceil(bytesOf(workspace) / 4),
    forward: new Primitive(forward, [[ARG.src, data], [ARG.dst, data], ...perChannel, [ARG.workspace, workspace]]),
    backward: new Primitive(backward, [
      [ARG.src, data],
      [ARG.diffDst, data],
      [ARG.diffSrc, data],
      ...perChannel,
      [ARG.diffScale, channels],
      [ARG.diffShift, channels],
      [ARG.workspace, workspace],
    ]),
  };
});

const build = (x: tf.TensorInfo, { epsilon }: BatchNormReluAttrs) => {
  const [n, h, w, c] = shape4D(x.shape);
  return { channels: c, ...batchNorm(n, h, w, c, epsilon) };
};

/** Batch norm with its rectifier, forward and backward, in one pass each. */
export function registerBatchNormRelu(): void {
  override<BatchNormReluInputs, BatchNormReluAttrs>(BATCH_NORM_RELU, ({ x, gamma, beta }, attrs, backend) => {
    const { channels, workspaceFloats, forward } = build(x, attrs);
    const source = backend.values(x);
    const y = backend.allocate(source.length);
    const mean = new Float32Array(channels);
    const variance = new Float32Array(channels);
    const passed = backend.allocate(workspaceFloats);
    forward.run(source, y, mean, variance, backend.values(gamma), backend.values(beta), passed);
    return [
      backend.output(x.shape, y),
      backend.output([channels], mean),
      backend.output([channels], variance),
      backend.output([workspaceFloats], passed),
    ];
  });

  override<BatchNormReluGradInputs, BatchNormReluAttrs>(BATCH_NORM_RELU_GRAD, (inputs, attrs, backend) => {
    const { x, dy, gamma, mean, variance, passed } = inputs;
    const { channels, backward } = build(x, attrs);
    const source = backend.values(x);
    const dx = backend.allocate(source.length);
    const dGamma = new Float32Array(channels);
    const dBeta = new Float32Array(channels);
    const scale = backend.values(gamma);
    // biome-ignore format: data, statistics, results
    backward.run(
      source, backend.values(dy), dx,
      backend.values(mean), backend.values(variance), scale, scale, // the shift's value plays no part in a gradient
      dGamma, dBeta, backend.values(passed),
    );
    return [backend.output(x.shape, dx), backend.output([channels], dGamma), backend.output([channels], dBeta)];
  });
}
