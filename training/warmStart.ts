/** Weights for a network that is to begin where a shipped one ended. */
import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, model as network } from '@tensorflow/tfjs-layers';
import type { Faces } from './dataset/fer2013';
import { EPSILON } from './layers/batchNormRelu';
import { type Architecture, convolutionNames, EXPRESSION_HEAD, excitationNames, FER2013_HEAD, normName } from './model';
import { picturesOf } from './predict';
import { readWeights, type Weights, writeWeights } from './weights';

/** sigmoid(3) is 0.95: excitation that a network gets anew hardly changes what it says. */
const NEARLY_ONE = 3;

/**
 * The reverse of foldBatchNorm: kernels of length 1 per output channel, and batch norm that gives back what the folded
 * convolution gave, with running statistics measured on the pictures. Excitation begins near one.
 * @param model as it trains, of `architecture`; its weights are written
 * @param shipped of a network that is the same but for excitation; heads give logits
 * @param rows of the pictures to measure the statistics on, some hundred
 * @throws Error naming a weight that is missing or of another size
 */
export function beginFrom(
  model: LayersModel,
  architecture: Architecture,
  shipped: Weights,
  faces: Faces,
  rows: Uint32Array,
): void {
  const pictures = picturesOf(faces, rows);
  const weights = readWeights(model);
  const take = (name: string) => {
    const values = shipped.get(name);
    if (!values) throw new Error(`The network to begin from has no weight ${name}.`);
    return values;
  };
  for (const dense of [EXPRESSION_HEAD, FER2013_HEAD])
    for (const part of ['kernel', 'bias']) weights.set(`${dense}/${part}`, take(`${dense}/${part}`).slice());
  for (const name of excitationNames(architecture).filter((dense) => dense.endsWith('excite'))) {
    weights.get(`${name}/kernel`)!.fill(0);
    weights.get(`${name}/bias`)!.fill(NEARLY_ONE);
  }
  for (const convolution of convolutionNames(architecture)) {
    const kernel = take(`${convolution}/kernel`);
    const bias = take(`${convolution}/bias`);
    const lengths = bias.map((_, c) => Math.hypot(...kernel.filter((_, i) => i % bias.length === c)) || 1);
    weights.set(
      `${convolution}/kernel`,
      kernel.map((w, i) => w / lengths[i % bias.length]!),
    );
    writeWeights(model, weights);
    const { mean, variance } = statistics(model, convolution, pictures);
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

/** Of a convolution's output, per channel. */
function statistics(model: LayersModel, convolution: string, pictures: tf.Tensor4D) {
  const part = network({ inputs: model.inputs, outputs: model.getLayer(convolution).output });
  return tf.tidy(() => {
    const { mean, variance } = tf.moments(part.apply(pictures, { training: false }) as tf.Tensor4D, [0, 1, 2]);
    return { mean: mean.dataSync().slice() as Float32Array, variance: variance.dataSync().slice() as Float32Array };
  });
}
