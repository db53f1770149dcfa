/** Conv2D, its two gradients, and FusedConv2D (bias and ReLU within the primitive). Layouts as tfjs has them: nhwc, hwio. */
import * as tf from '@tensorflow/tfjs-core';
import { type Kernel, type OneDnnBackend, override, stock } from './backend';
import { oneDnn, type Pointer } from './library';
import {
  ALGORITHM,
  ARG,
  bytesOf,
  type Data,
  describe,
  int64,
  layout,
  operation,
  PROP,
  Primitive,
  perShape,
  reorder,
  TAG,
} from './primitive';

type Conv = tf.backend_util.Conv2DInfo;

/** The numbers that make two convolutions the same operation. */
// biome-ignore format: one line per side of the operation
type Shape = readonly [
  batch: number, inHeight: number, inWidth: number, inChannels: number,
  outHeight: number, outWidth: number, outChannels: number,
  kernelHeight: number, kernelWidth: number, strideHeight: number, strideWidth: number,
  top: number, left: number, bottom: number, right: number,
];

// biome-ignore format: as above
const shapeOf = (c: Conv): Shape => [
  c.batchSize, c.inHeight, c.inWidth, c.inChannels,
  c.outHeight, c.outWidth, c.outChannels,
  c.filterHeight, c.filterWidth, c.strideHeight, c.strideWidth,
  c.padInfo.top, c.padInfo.left, c.padInfo.bottom, c.padInfo.right,
];

function geometry(shape: Shape) {
  const [n, ih, iw, ic, oh, ow, oc, kh, kw, sh, sw, top, left, bottom, right] = shape;
  return {
    src: describe([n, ic, ih, iw], TAG.nhwc),
    dst: describe([n, oc, oh, ow], TAG.nhwc),
    anyWeights: describe([oc, ic, kh, kw], TAG.any),
    weights: describe([oc, ic, kh, kw], TAG.hwio),
    bias: describe([oc], TAG.x),
    window: [int64([sh, sw]), int64([top, left]), int64([bottom, right])] as const,
  };
}

/** Copies tfjs weights into the layout that the implementation chose (16 or more channels side by side). */
class WeightsIn {
  private readonly copy: Primitive | undefined;
  private readonly scratch: Float32Array;
  constructor(from: Pointer, to: Pointer) {
    this.copy = reorder(from, to);
    this.scratch = new Float32Array(this.copy ? bytesOf(to) / 4 : 0);
  }
  arranged(weights: Float32Array): Float32Array {
    if (!this.copy) return weights;
    this.copy.run(weights, this.scratch);
    return this.scratch;
  }
}

const forward = perShape((bias: boolean, relu: boolean, ...shape: Shape) => {
  const { src, dst, anyWeights, weights, bias: biasMd, window } = geometry(shape);
  const op = operation(
    'convolution_forward',
    (desc) =>
      oneDnn().convolutionForward(
        desc,
        PROP.forwardTraining,
        ALGORITHM.convolutionDirect,
        src,
        anyWeights,
        bias ? biasMd : null,
        dst,
        ...window,
      ),
    { relu },
  );
  const chosen = layout(op, 'weights');
  const args: [number, Pointer][] = [
    [ARG.src, src],
    [ARG.weights, chosen],
    [ARG.dst, dst],
  ];
  if (bias) args.push([ARG.bias, biasMd]);
  return { op, weights: new WeightsIn(weights, chosen), primitive: new Primitive(op, args) };
});

const backwardData = perShape((...shape: Shape) => {
  const { src, dst, anyWeights, weights, window } = geometry(shape);
  const op = operation(
    'convolution_backward_data',
    (desc) => oneDnn().convolutionBackwardData(desc, ALGORITHM.convolutionDirect, src, anyWeights, dst, ...window),
    { hint: forward(false, false, ...shape).op },
  );
  const chosen = layout(op, 'weights');
  return {
    weights: new WeightsIn(weights, chosen),
    primitive: new Primitive(op, [
      [ARG.diffSrc, src],
      [ARG.weights, chosen],
      [ARG.diffDst, dst],
    ]),
  };
});

const backwardWeights = perShape((...shape: Shape) => {
  const { src, dst, anyWeights, weights, window } = geometry(shape);
  const op = operation(
    'convolution_backward_weights',
    (desc) =>
      oneDnn().convolutionBackwardWeights(desc, ALGORITHM.convolutionDirect, src, anyWeights, null, dst, ...window),
    { hint: forward(false, false, ...shape).op },
  );
  const chosen = layout(op, 'diffWeights');
  const copy = reorder(chosen, weights);
  return {
    copy,
    scratch: new Float32Array(copy ? bytesOf(chosen) / 4 : 0),
    primitive: new Primitive(op, [
      [ARG.src, src],
      [ARG.diffWeights, chosen],
      [ARG.diffDst, dst],
    ]),
  };
});

function info(inShape: number[], filterShape: number[], attrs: tf.NamedAttrMap): Conv {
  const { strides, dilations, pad, dimRoundingMode } = attrs as unknown as tf.Conv2DAttrs;
  return tf.backend_util.computeConv2DInfo(
    inShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    false,
    'channelsLast',
  );
}

const served = (c: Conv) => c.dilationHeight === 1 && c.dilationWidth === 1;

function convolve(
  conv: Conv,
  backend: OneDnnBackend,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  bias?: tf.TensorInfo,
  relu = false,
) {
  const { weights, primitive } = forward(bias !== undefined, relu, ...shapeOf(conv));
  const y = backend.allocate(tf.util.sizeFromShape(conv.outShape));
  const data: Data[] = [backend.values(x), weights.arranged(backend.values(filter)), y];
  if (bias) data.push(backend.values(bias));
  primitive.run(...data);
  return backend.output(conv.outShape, y);
}

export function registerConvolutions(): void {
  const or = (name: string, native: (...args: Parameters<Kernel>) => ReturnType<Kernel> | undefined) => {
    const fallback = stock(name);
    override(name, (...args) => native(...args) ?? fallback(...args));
  };

  or('Conv2D', (inputs, attrs, backend) => {
    const { x, filter } = inputs as { x: tf.TensorInfo; filter: tf.TensorInfo };
    const conv = info(x.shape, filter.shape, attrs);
    return served(conv) ? convolve(conv, backend, x, filter) : undefined;
  });

  or('FusedConv2D', (inputs, attrs, backend) => {
    const { x, filter, bias, preluActivationWeights } = inputs as Record<string, tf.TensorInfo | undefined>;
    const activation = attrs.activation as string;
    const conv = info(x!.shape, filter!.shape, attrs);
    if (!served(conv) || preluActivationWeights || (activation !== 'linear' && activation !== 'relu')) return undefined;
    if (bias && tf.util.sizeFromShape(bias.shape) !== conv.outChannels) return undefined;
    return convolve(conv, backend, x!, filter!, bias, activation === 'relu');
  });

  or('Conv2DBackpropInput', (inputs, attrs, backend) => {
    const { dy, filter } = inputs as { dy: tf.TensorInfo; filter: tf.TensorInfo };
    const conv = info(attrs.inputShape as number[], filter.shape, attrs);
    if (!served(conv)) return undefined;
    const { weights, primitive } = backwardData(...shapeOf(conv));
    const dx = backend.allocate(tf.util.sizeFromShape(conv.inShape));
    primitive.run(dx, weights.arranged(backend.values(filter)), backend.values(dy));
    return backend.output(conv.inShape, dx);
  });

  or('Conv2DBackpropFilter', (inputs, attrs, backend) => {
    const { x, dy } = inputs as { x: tf.TensorInfo; dy: tf.TensorInfo };
    const conv = info(x.shape, attrs.filterShape as number[], attrs);
    if (!served(conv)) return undefined;
    const { primitive, copy, scratch } = backwardWeights(...shapeOf(conv));
    const dw = backend.allocate(tf.util.sizeFromShape(conv.filterShape));
    primitive.run(backend.values(x), copy ? scratch : dw, backend.values(dy));
    copy?.run(scratch, dw);
    return backend.output(conv.filterShape, dw);
  });
}
