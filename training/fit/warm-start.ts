/** Weights for a network that is to begin where an exported one ended. */
import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, model as network } from '@tensorflow/tfjs-layers';
import type { Faces } from '../dataset/faces';
import { applied } from '../network/applied';
import { EPSILON } from '../network/layers/batch-norm-relu';
import { freeHalf } from '../network/mirror';
import { type Architecture, convolutionNames, headsOf, hiddenName, normName } from '../network/model';
import { picturesOf } from '../network/predict';
import { readWeights, type Weights, writeWeights } from '../network/weights';

/**
 * The reverse of foldBatchNorm: kernels of length 1 per output channel, and batch norm that gives back what the folded
 * convolution gave, with running statistics measured on the pictures.
 * @param model as it trains, of `architecture`; its weights are written
 * @param exported of a network of the same architecture as it ships; heads give logits
 * @param rows of the pictures to measure the statistics on, some hundred
 * @throws Error naming a weight that is missing or of another size
 */
export function beginFrom(
  model: LayersModel,
  architecture: Architecture,
  exported: Weights,
  faces: Faces,
  rows: ArrayLike<number>,
): void {
  const pictures = picturesOf(faces, rows);
  const folded = architecture.mirror ? freeHalf(exported, architecture) : exported;
  const take = (name: string) => {
    const values = folded.get(name);
    if (!values) throw new Error(`The network to begin from has no weight ${name}.`);
    return values;
  };
  const weights = readWeights(model);
  const plain = [
    ...headsOf(weights),
    ...(architecture.hidden ?? []).map((_, i) => hiddenName(i)),
    ...(architecture.norm === false ? convolutionNames(architecture) : []),
  ];
  for (const layer of plain)
    for (const part of ['kernel', 'bias']) weights.set(`${layer}/${part}`, take(`${layer}/${part}`).slice());
  for (const convolution of architecture.norm === false ? [] : convolutionNames(architecture)) {
    const kernel = take(`${convolution}/kernel`);
    const bias = take(`${convolution}/bias`);
    const squares = new Float32Array(bias.length);
    kernel.forEach((w, i) => {
      squares[i % bias.length]! += w * w;
    });
    const lengths = squares.map((sum) => Math.sqrt(sum) || 1);
    weights.set(
      `${convolution}/kernel`,
      kernel.map((w, i) => w / lengths[i % bias.length]!),
    );
    writeWeights(model, weights);
    const { mean, variance } = statistics(model, convolution, pictures, bias.length);
    const set = (part: string, values: Float32Array) => weights.set(`${normName(convolution)}/${part}`, values);
    set('mean', mean);
    set('variance', variance);
    set(
      'gamma',
      lengths.map((length, c) => length * Math.sqrt(variance[c]! + EPSILON)),
    );
    set(
      'beta',
      bias.map((b, c) => b + lengths[c]! * mean[c]!),
    );
  }
  writeWeights(model, weights);
  pictures.dispose();
}

/** Of a convolution's output, per channel; of mirrored pairs, per pair. */
function statistics(model: LayersModel, convolution: string, pictures: tf.Tensor4D, channels: number) {
  const part = network({ inputs: model.inputs, outputs: model.getLayer(convolution).output });
  return tf.tidy(() => {
    const [output] = applied(part, pictures, { training: false });
    const { mean, variance } = tf.moments(tf.reshape(output!, [-1, channels]), 0);
    return { mean: mean.dataSync<'float32'>().slice(), variance: variance.dataSync<'float32'>().slice() };
  });
}
