/**
 * The network twice: as it trains (convolution, batch norm, ReLU, two heads) and as it ships (batch norm folded into the
 * convolutions, one head, stock layers only). weights.ts carries one into the other.
 */
import * as tf from '@tensorflow/tfjs-layers';
import { SIDE } from '../../src/engine/input';
import { EXPRESSIONS } from '../../src/expressions';
import { FER2013_CLASSES } from '../dataset/labels';
import { BatchNormRelu } from './layers/batch-norm-relu';
import { GlobalAverage } from './layers/global-average';
import { MirrorConvolution } from './layers/mirror-convolution';
import { SeededDropout } from './layers/seeded-dropout';
import { StemConvolution } from './layers/stem-convolution';

/** `convolutions` 3 × 3 convolutions of `width` channels, then pooling to half the side. */
export interface Block {
  readonly width: number;
  readonly convolutions: number;
  /** Every convolution but the first adds its input to its output (after ReLU). */
  readonly residual?: boolean;
}

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
}

/** Head names; their outputs come in this order. */
export const EXPRESSION_HEAD = 'expression';
export const FER2013_HEAD = 'fer2013';

/** Layer names of the convolutions, in order. */
export function convolutionNames({ blocks }: Architecture): string[] {
  return blocks.flatMap(({ convolutions }, b) =>
    Array.from({ length: convolutions }, (_, c) => `block${b + 1}_conv${c + 1}`),
  );
}

export const normName = (convolution: string) => convolution.replace('conv', 'norm');

export interface TrainingModel {
  /** [n, side, side, 1], side 48 or a smaller multiple of 16 → logits [n, 8] of the FER+ head, [n, 7] of the FER2013 head. */
  readonly model: tf.LayersModel;
  readonly dropout: SeededDropout;
}

/** Between block `b` and the next; symmetric, so that it commutes with mirroring where the sides are even. */
function pooled(x: tf.SymbolicTensor, b: number, { blocks, smooth }: Architecture): tf.SymbolicTensor {
  const name = `block${b + 1}_pool`;
  if (!smooth) return tf.layers.maxPooling2d({ name, poolSize: 2, strides: 2 }).apply(x) as tf.SymbolicTensor;
  if (b === blocks.length - 1) return x;
  const largest = tf.layers.maxPooling2d({ name: `block${b + 1}_max`, poolSize: 2, strides: 1 }).apply(x);
  const mean = tf.layers.averagePooling2d({ name, poolSize: 3, strides: 2, padding: 'same' });
  return mean.apply(largest) as tf.SymbolicTensor;
}

export function buildTrainingModel(architecture: Architecture, seed: number): TrainingModel {
  const { blocks, dropout: rate, mirror = false } = architecture;
  // Smaller pictures train it too (growth, in recipe.ts).
  const input = tf.input({ shape: [null, null, 1] });
  let x = input;
  let layerSeed = seed * 1000;
  const convolution = (filters: number, name: string) => {
    layerSeed++;
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
    return new BatchNormRelu({ name: normName(name), pairs: mirror }).apply(layer.apply(x)) as tf.SymbolicTensor;
  };
  blocks.forEach(({ width, convolutions, residual }, b) => {
    for (let c = 1; c <= convolutions; c++) {
      const y = convolution(width, `block${b + 1}_conv${c}`);
      x = residual && c > 1 ? (tf.layers.add({ name: `block${b + 1}_add${c}` }).apply([x, y]) as tf.SymbolicTensor) : y;
    }
    x = pooled(x, b, architecture);
  });
  const dropout = new SeededDropout({ name: 'dropout', rate, seed });
  x = new GlobalAverage({ name: 'average' }).apply(x) as tf.SymbolicTensor;
  if (mirror) {
    const halves = tf.layers.reshape({ name: 'halves', targetShape: [2, x.shape[1]! / 2] }).apply(x);
    x = tf.layers.globalAveragePooling1d({ name: 'mirror' }).apply(halves) as tf.SymbolicTensor;
  }
  const features = dropout.apply(x) as tf.SymbolicTensor;
  const head = (name: string, units: number) =>
    tf.layers
      .dense({ name, units, kernelInitializer: tf.initializers.glorotUniform({ seed: ++layerSeed }) })
      .apply(features) as tf.SymbolicTensor;
  const outputs = [head(EXPRESSION_HEAD, EXPRESSIONS.length), head(FER2013_HEAD, FER2013_CLASSES.length)];
  return { model: tf.model({ inputs: input, outputs }), dropout };
}

/**
 * The network as it ships: probabilities [n, 8]. With `fer2013` it has both heads and gives logits, for measuring.
 */
export function buildInferenceModel(architecture: Architecture, { fer2013 }: { fer2013: boolean }): tf.LayersModel {
  const { blocks } = architecture;
  const input = tf.input({ shape: [SIDE, SIDE, 1], name: 'face' });
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
      const y = conv.apply(x) as tf.SymbolicTensor;
      x = residual && c > 1 ? (tf.layers.add({ name: `block${b + 1}_add${c}` }).apply([x, y]) as tf.SymbolicTensor) : y;
    }
    x = pooled(x, b, architecture);
  });
  const features = tf.layers.globalAveragePooling2d({ name: 'average' }).apply(x) as tf.SymbolicTensor;
  const head = (name: string, units: number, activation: 'linear' | 'softmax') =>
    tf.layers.dense({ name, units, activation, kernelInitializer: 'zeros' }).apply(features) as tf.SymbolicTensor;
  const outputs = fer2013
    ? [head(EXPRESSION_HEAD, EXPRESSIONS.length, 'linear'), head(FER2013_HEAD, FER2013_CLASSES.length, 'linear')]
    : head(EXPRESSION_HEAD, EXPRESSIONS.length, 'softmax');
  return tf.model({ inputs: input, outputs, name: 'facet_expression' });
}

/** Multiply–adds of one forward pass, times two. */
export function flops({ blocks }: Architecture): number {
  let total = 0;
  let side = SIDE;
  let channels = 1;
  for (const { width, convolutions } of blocks) {
    for (let c = 0; c < convolutions; c++) {
      total += 2 * side * side * 9 * channels * width;
      channels = width;
    }
    side = Math.floor(side / 2);
  }
  return total + 2 * channels * (EXPRESSIONS.length + FER2013_CLASSES.length);
}
