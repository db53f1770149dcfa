/**
 * The network twice: as it trains (convolution, batch norm, ReLU, two heads) and as it ships (batch norm folded into the
 * convolutions, one head, stock layers only). weights.ts carries one into the other.
 */
import * as core from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-layers';
import { INPUT_SIDE } from '../../src/engine/input';
import { EXPRESSIONS } from '../../src/expressions';
import { FER2013_CLASSES } from '../dataset/labels';
import { ranked } from '../operations/ranked';
import { applied } from './applied';
import { BatchNormRelu } from './layers/batch-norm-relu';
import { ConvolutionRelu } from './layers/convolution-relu';
import { GlobalAverage } from './layers/global-average';
import { MirrorConvolution } from './layers/mirror-convolution';
import { SeededDropout } from './layers/seeded-dropout';
import { StemConvolution } from './layers/stem-convolution';
import { through } from './through';

/** `convolutions` 3 × 3 convolutions of `width` channels, then pooling to half the side. */
interface Block {
  readonly width: number;
  readonly convolutions: number;
  /** Every convolution but the first adds its input to its output (after ReLU). */
  readonly residual?: boolean;
}

/** What a network is made of. */
export interface Architecture {
  readonly blocks: readonly Block[];
  /** On the pooled features, before the heads. */
  readonly dropout: number;
  /** A face and its mirror image give the same answer, by construction (mirror.ts). */
  readonly mirror?: boolean;
  /**
   * A face that moves by a pixel changes the answer less: the largest of every 2 × 2 is averaged over 3 × 3 before every
   * second one is kept (Zhang 2019, https://arxiv.org/abs/1904.11486), and the last block is averaged as it is.
   */
  readonly smooth?: boolean;
  /** Batch norm after every convolution; yes unless said otherwise. */
  readonly norm?: boolean;
  /** Dropout after every pooling. */
  readonly poolDropout?: number;
  /** Units of dense layers on the whole last map, instead of its mean over the picture. */
  readonly hidden?: readonly number[];
}

/** How many classes the first head names, and whether there is a second head for FER2013's seven. */
export interface Heads {
  readonly labels: number;
  readonly fer2013: boolean;
}

/** Of a network that learns from FER2013 with FER+ votes. */
export const FERPLUS_HEADS: Heads = { labels: EXPRESSIONS.length, fer2013: true };

/** The head of the expressions, or of classes of one's own: the network's first output. */
export const EXPRESSION_HEAD = 'expression';
/** The head of FER2013's seven classes: the second output, where there is one. */
export const FER2013_HEAD = 'fer2013';

/** Which heads some weights are of: always the first. */
export const headsOf = (weights: ReadonlyMap<string, unknown>): string[] =>
  weights.has(`${FER2013_HEAD}/kernel`) ? [EXPRESSION_HEAD, FER2013_HEAD] : [EXPRESSION_HEAD];

/** Layer names of the convolutions, in order. */
export function convolutionNames({ blocks }: Architecture): string[] {
  return blocks.flatMap(({ convolutions }, b) =>
    Array.from({ length: convolutions }, (_, c) => `block${b + 1}_conv${c + 1}`),
  );
}

/** Of a hidden dense layer, from 0. */
export const hiddenName = (index: number) => `hidden${index + 1}`;

/** Of the batch norm after a convolution of that name. */
export const normName = (convolution: string) => convolution.replace('conv', 'norm');

interface TrainingModel {
  /**
   * Answers of the heads while it trains, logits. The masks of dropout are a function of the seed and the step.
   * @param images [n, side, side, 1]
   */
  readonly answer: (images: core.Tensor4D, step: number) => core.Tensor2D[];
  /** [n, side, side, 1], side 48 or a smaller multiple of 16 → logits [n, 8] of the FER+ head, [n, 7] of the FER2013 head. */
  readonly model: tf.LayersModel;
}

/** Between block `b` and the next; symmetric, so that it commutes with mirroring where the sides are even. */
function pooled(x: tf.SymbolicTensor, b: number, { blocks, smooth }: Architecture): tf.SymbolicTensor {
  const name = `block${b + 1}_pool`;
  if (!smooth) return through(tf.layers.maxPooling2d({ name, poolSize: 2, strides: 2 }), x);
  if (b === blocks.length - 1) return x;
  const largest = through(tf.layers.maxPooling2d({ name: `block${b + 1}_max`, poolSize: 2, strides: 1 }), x);
  return through(tf.layers.averagePooling2d({ name, poolSize: 3, strides: 2, padding: 'same' }), largest);
}

/** Whether a layer stays as it began; batch norm does as the convolution before it. @param freeze beginnings of layers' names */
export const isFrozen = (layer: string, freeze: readonly string[]): boolean =>
  freeze.some((start) => layer.replace('_norm', '_conv').startsWith(start));

/**
 * A network with random weights, the same for the same seed, that gives logits.
 * @param freeze beginnings of the names of layers that do not learn: their batch norm goes on with the statistics that it has
 */
export function buildTrainingModel(
  architecture: Architecture,
  seed: number,
  heads: Heads = FERPLUS_HEADS,
  freeze: readonly string[] = [],
): TrainingModel {
  const { blocks, dropout: rate, mirror = false, norm = true, poolDropout = 0, hidden } = architecture;
  if (hidden && mirror) throw new Error('A mirrored network takes the mean of its map: leave out hidden layers.');
  // Smaller pictures train it too (growth, in recipes/recipe.ts).
  const input = tf.input({ shape: hidden ? [INPUT_SIDE, INPUT_SIDE, 1] : [null, null, 1] });
  let step = 0;
  let dropouts = 0;
  const dropped = (value: tf.SymbolicTensor, name: string, share: number) =>
    through(new SeededDropout({ name, rate: share, seed: seed + 1000 * dropouts++, step: () => step }), value);
  let x = input;
  let layerSeed = seed * 1000;
  const convolution = (filters: number, name: string) => {
    layerSeed++;
    if (!norm) return through(new ConvolutionRelu({ name, filters, seed: layerSeed }), x);
    const layer = mirror
      ? new MirrorConvolution({ name, filters, seed: layerSeed })
      : x === input
        ? new StemConvolution({ name, filters, seed: layerSeed })
        : tf.layers.conv2d({
            name,
            filters,
            kernelSize: 3,
            padding: 'same',
            useBias: false,
            kernelInitializer: tf.initializers.heNormal({ seed: layerSeed }),
          });
    const normal = new BatchNormRelu({ name: normName(name), pairs: mirror, frozen: isFrozen(name, freeze) });
    return through(normal, through(layer, x));
  };
  blocks.forEach(({ width, convolutions, residual }, b) => {
    for (let c = 1; c <= convolutions; c++) {
      const y = convolution(width, `block${b + 1}_conv${c}`);
      x = residual && c > 1 ? through(tf.layers.add({ name: `block${b + 1}_add${c}` }), [x, y]) : y;
    }
    x = pooled(x, b, architecture);
    if (poolDropout > 0) x = dropped(x, `block${b + 1}_dropout`, poolDropout);
  });
  x = hidden ? through(tf.layers.flatten({ name: 'flat' }), x) : through(new GlobalAverage({ name: 'average' }), x);
  hidden?.forEach((units, i) => {
    const dense = tf.layers.dense({
      name: hiddenName(i),
      units,
      activation: 'relu',
      kernelInitializer: tf.initializers.heNormal({ seed: ++layerSeed }),
    });
    x = through(dense, x);
  });
  if (mirror) {
    const halves = through(tf.layers.reshape({ name: 'halves', targetShape: [2, x.shape[1]! / 2] }), x);
    x = through(tf.layers.globalAveragePooling1d({ name: 'mirror' }), halves);
  }
  const features = dropped(x, 'dropout', rate);
  const head = (name: string, units: number) =>
    through(
      tf.layers.dense({ name, units, kernelInitializer: tf.initializers.glorotUniform({ seed: ++layerSeed }) }),
      features,
    );
  const outputs = [head(EXPRESSION_HEAD, heads.labels)];
  if (heads.fer2013) outputs.push(head(FER2013_HEAD, FER2013_CLASSES.length));
  const model = tf.model({ inputs: input, outputs });
  const answer = (images: core.Tensor4D, at: number) => {
    step = at;
    return applied(model, images, { training: true }).map((logits) => ranked(logits, core.Rank.R2));
  };
  return { model, answer };
}

/**
 * The network as it ships: probabilities [n, labels], 8 by default. With `fer2013` it has both heads and gives logits, with
 * `logits` its own head's, for measuring.
 */
export function buildInferenceModel(
  architecture: Architecture,
  {
    fer2013,
    labels = EXPRESSIONS.length,
    logits = fer2013,
  }: {
    fer2013: boolean;
    labels?: number;
    logits?: boolean;
  },
): tf.LayersModel {
  const { blocks, hidden } = architecture;
  const input = tf.input({ shape: [INPUT_SIDE, INPUT_SIDE, 1], name: 'face' });
  let x = input;
  blocks.forEach(({ width, convolutions, residual }, b) => {
    for (let c = 1; c <= convolutions; c++) {
      const conv = tf.layers.conv2d({
        name: `block${b + 1}_conv${c}`,
        filters: width,
        kernelSize: 3,
        padding: 'same',
        activation: 'relu',
        // Weights are loaded at once: drawing random ones first would cost the browser its start-up time.
        kernelInitializer: 'zeros',
      });
      const y = through(conv, x);
      x = residual && c > 1 ? through(tf.layers.add({ name: `block${b + 1}_add${c}` }), [x, y]) : y;
    }
    x = pooled(x, b, architecture);
  });
  let features = through(
    hidden ? tf.layers.flatten({ name: 'flat' }) : tf.layers.globalAveragePooling2d({ name: 'average' }),
    x,
  );
  hidden?.forEach((units, i) => {
    const dense = tf.layers.dense({ name: hiddenName(i), units, activation: 'relu', kernelInitializer: 'zeros' });
    features = through(dense, features);
  });
  const head = (name: string, units: number, activation: 'linear' | 'softmax') =>
    through(tf.layers.dense({ name, units, activation, kernelInitializer: 'zeros' }), features);
  const own = head(EXPRESSION_HEAD, labels, logits ? 'linear' : 'softmax');
  const outputs = fer2013 ? [own, head(FER2013_HEAD, FER2013_CLASSES.length, 'linear')] : own;
  return tf.model({ inputs: input, outputs, name: 'facet_expression' });
}

/** Multiply–adds of one forward pass, times two. */
export function flops({ blocks, hidden = [] }: Architecture): number {
  let total = 0;
  let side = INPUT_SIDE;
  let channels = 1;
  for (const { width, convolutions } of blocks) {
    for (let c = 0; c < convolutions; c++) {
      total += 2 * side * side * 9 * channels * width;
      channels = width;
    }
    side = Math.floor(side / 2);
  }
  let features = hidden.length > 0 ? channels * side * side : channels;
  for (const units of hidden) {
    total += 2 * features * units;
    features = units;
  }
  return total + 2 * features * (EXPRESSIONS.length + FER2013_CLASSES.length);
}
