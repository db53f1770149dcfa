/** Conv2D, its two gradients, and FusedConv2D (bias and ReLU within the primitive). Layouts as tfjs has them: nhwc, hwio. */
import * as tf from '@tensorflow/tfjs-core';
import type { KernelInputs } from '../../operations/kernel-inputs';
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
  TYPE,
} from './primitive';
import { shape4D } from './shape';

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

/** Copies tfjs data into the layout and type that the implementation wants (16 or more channels side by side). */
class Arranged {
  private readonly copy: Primitive | undefined;
  private readonly scratch: Uint8Array;
  constructor(from: Pointer, to: Pointer) {
    this.copy = reorder(from, to);
    this.scratch = new Uint8Array(this.copy ? bytesOf(to) : 0);
  }
  of(values: Float32Array): Data {
    if (!this.copy) return values;
    this.copy.run(values, this.scratch);
    return this.scratch;
  }
}

const forward = perShape((bias: boolean, relu: boolean, type: number, ...shape: Shape) => {
  const { src: given, dst, weights, bias: biasMd, window } = geometry(shape);
  const [n, ih, iw, ic, , , oc, kh, kw] = shape;
  const src = describe([n, ic, ih, iw], TAG.nhwc, type);
  const anyWeights = describe([oc, ic, kh, kw], TAG.any, type);
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
  return {
    op,
    input: new Arranged(given, src),
    weights: new Arranged(weights, chosen),
    primitive: new Primitive(op, args),
  };
});

const backwardData = perShape((type: number, ...shape: Shape) => {
  const { src, dst: given, weights, window } = geometry(shape);
  const [n, , , ic, oh, ow, oc, kh, kw] = shape;
  const dst = describe([n, oc, oh, ow], TAG.nhwc, type);
  const anyWeights = describe([oc, ic, kh, kw], TAG.any, type);
  const op = operation(
    'convolution_backward_data',
    (desc) => oneDnn().convolutionBackwardData(desc, ALGORITHM.convolutionDirect, src, anyWeights, dst, ...window),
    { hint: forward(false, false, type, ...shape).op },
  );
  const chosen = layout(op, 'weights');
  return {
    gradient: new Arranged(given, dst),
    weights: new Arranged(weights, chosen),
    primitive: new Primitive(op, [
      [ARG.diffSrc, src],
      [ARG.weights, chosen],
      [ARG.diffDst, dst],
    ]),
  };
});

const backwardWeights = perShape((type: number, ...shape: Shape) => {
  const { src: givenSrc, dst: givenDst, anyWeights, weights, window } = geometry(shape);
  const [n, ih, iw, ic, oh, ow, oc] = shape;
  const src = describe([n, ic, ih, iw], TAG.nhwc, type);
  const dst = describe([n, oc, oh, ow], TAG.nhwc, type);
  const op = operation(
    'convolution_backward_weights',
    (desc) =>
      oneDnn().convolutionBackwardWeights(desc, ALGORITHM.convolutionDirect, src, anyWeights, null, dst, ...window),
    { hint: forward(false, false, type, ...shape).op },
  );
  const chosen = layout(op, 'diffWeights');
  const copy = reorder(chosen, weights);
  return {
    input: new Arranged(givenSrc, src),
    gradient: new Arranged(givenDst, dst),
    copy,
    scratch: new Float32Array(copy ? bytesOf(chosen) / 4 : 0),
    primitive: new Primitive(op, [
      [ARG.src, src],
      [ARG.diffWeights, chosen],
      [ARG.diffDst, dst],
    ]),
  };
});

/** Fewer fill no vector: then there is no fast implementation for halves. */
const LEAST_CHANNELS = 16;

const typeFor = ({ inChannels }: Conv, { precision }: OneDnnBackend) =>
  precision === 'bfloat16' && inChannels >= LEAST_CHANNELS ? TYPE.bfloat16 : TYPE.float32;

/** What a convolution and its gradients are told; the gradients know no dilation. */
type ConvAttrs = Pick<tf.Conv2DAttrs, 'strides' | 'pad' | 'dimRoundingMode'> &
  Partial<Pick<tf.Conv2DAttrs, 'dilations'>>;

function info(inShape: readonly number[], filterShape: readonly number[], attrs: ConvAttrs): Conv {
  const { strides, dilations, pad, dimRoundingMode } = attrs;
  return tf.backend_util.computeConv2DInfo(
    shape4D(inShape),
    shape4D(filterShape),
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
  const { input, weights, primitive } = forward(bias !== undefined, relu, typeFor(conv, backend), ...shapeOf(conv));
  const y = backend.allocate(tf.util.sizeFromShape(conv.outShape));
  const data: Data[] = [input.of(backend.values(x)), weights.of(backend.values(filter)), y];
  if (bias) data.push(backend.values(bias));
  primitive.run(...data);
  return backend.output(conv.outShape, y);
}

/** Convolutions, forward and both ways backward; those that oneDNN does not do as we call it stay tfjs' own. */
export function registerConvolutions(): void {
  const or = <Inputs extends tf.NamedTensorInfoMap, Attrs extends object>(
    name: string,
    native: (...args: Parameters<Kernel<Inputs, Attrs>>) => tf.TensorInfo | undefined,
  ) => {
    const fallback = stock<Inputs, Attrs>(name);
    override<Inputs, Attrs>(name, (...args) => native(...args) ?? fallback(...args));
  };

  or<KernelInputs<'x' | 'filter'>, tf.Conv2DAttrs>('Conv2D', ({ x, filter }, attrs, backend) => {
    const conv = info(x.shape, filter.shape, attrs);
    return served(conv) ? convolve(conv, backend, x, filter) : undefined;
  });

  or<tf.FusedConv2DInputs, tf.FusedConv2DAttrs>('FusedConv2D', (inputs, attrs, backend) => {
    const { x, filter, bias, preluActivationWeights } = inputs;
    const { activation } = attrs;
    const conv = info(x.shape, filter.shape, attrs);
    if (!served(conv) || preluActivationWeights || (activation !== 'linear' && activation !== 'relu')) return undefined;
    if (bias && tf.util.sizeFromShape(bias.shape) !== conv.outChannels) return undefined;
    return convolve(conv, backend, x, filter, bias, activation === 'relu');
  });

  type InputGrad = KernelInputs<'dy' | 'filter'>;
  or<InputGrad, tf.Conv2DBackpropInputAttrs>('Conv2DBackpropInput', ({ dy, filter }, attrs, backend) => {
    const conv = info(attrs.inputShape, filter.shape, attrs);
    if (!served(conv)) return undefined;
    const { weights, gradient, primitive } = backwardData(typeFor(conv, backend), ...shapeOf(conv));
    const dx = backend.allocate(tf.util.sizeFromShape(conv.inShape));
    primitive.run(dx, weights.of(backend.values(filter)), gradient.of(backend.values(dy)));
    return backend.output(conv.inShape, dx);
  });

  type FilterGrad = KernelInputs<'x' | 'dy'>;
  or<FilterGrad, tf.Conv2DBackpropFilterAttrs>('Conv2DBackpropFilter', ({ x, dy }, attrs, backend) => {
    const conv = info(x.shape, attrs.filterShape, attrs);
    if (!served(conv)) return undefined;
    const { primitive, copy, scratch, input, gradient } = backwardWeights(typeFor(conv, backend), ...shapeOf(conv));
    const dw = backend.allocate(tf.util.sizeFromShape(conv.filterShape));
    primitive.run(input.of(backend.values(x)), copy ? scratch : dw, gradient.of(backend.values(dy)));
    copy?.run(scratch, dw);
    return backend.output(conv.filterShape, dw);
  });
}
