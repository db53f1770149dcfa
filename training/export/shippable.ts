/** From a checkpoint to the network that ships: averaged weights, batch norm folded, one head. */
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Faces } from '../dataset/faces';
import { FER2013_CLASSES } from '../dataset/labels';
import type { Checkpoint } from '../fit/checkpoint';
import { applied } from '../network/applied';
import { foldBatchNorm } from '../network/fold-batch-norm';
import { type Architecture, buildInferenceModel, buildTrainingModel, FER2013_HEAD } from '../network/model';
import { picturesOf, predict } from '../network/predict';
import { type Weights, writeWeights } from '../network/weights';
import type { Fer2013Head } from './fer2013-head';
import { fitTemperature } from './temperature';

/** Folding only reorders float32 arithmetic; more than this on a probability is a mistake. */
const FOLDING_BOUND = 1e-4;

interface Shippable {
  /** Probabilities [n, 8]: the share of people who would say so, as trained on votes. */
  readonly model: LayersModel;
  /** What measures the same weights on FER2013; calibrated on its labels. */
  readonly head: Fer2013Head;
}

/**
 * A network as it ships. Its FER+ head stays as it was trained, on the votes' shares, so that a probability is a share of
 * people; a temperature for pictures with a clear label would make it surer than people are. FER2013 has single labels only,
 * and the head that is kept for measuring gets the temperature that suits them on `validation`.
 * @param weights folded; both heads give logits
 */
export function toShippable(
  architecture: Architecture,
  weights: Weights,
  faces: Faces,
  validation: Uint32Array,
): Shippable {
  const both = buildInferenceModel(architecture, { fer2013: true });
  writeWeights(both, weights);
  const labels = Array.from(validation, (row) => faces.classes[row]!);
  const temperature = fitTemperature(predict(both, faces, validation)[1]!, labels, FER2013_CLASSES.length);
  const calibrated = (part: string) => weights.get(`${FER2013_HEAD}/${part}`)!.map((w) => w / temperature);
  const model = buildInferenceModel(architecture, { fer2013: false });
  writeWeights(model, weights);
  return { model, head: { kernel: calibrated('kernel'), bias: calibrated('bias') } };
}

/**
 * The averaged weights of a run with batch norm folded in.
 * @returns also the largest difference of a probability between the trained and the folded network
 * @throws Error if that is no matter of arithmetic any more
 */
export function foldedOf(
  { recipe, average, seed }: Checkpoint,
  faces: Faces,
  validation: Uint32Array,
): { weights: Weights; foldingError: number } {
  const weights = foldBatchNorm(average, recipe.architecture);
  const foldingError = largestFoldingError(recipe.architecture, seed, average, weights, faces, validation);
  if (foldingError < FOLDING_BOUND) return { weights, foldingError };
  throw new Error(
    `The folded network differs from the trained one by ${foldingError}; at most ${FOLDING_BOUND} is arithmetic.`,
  );
}

function largestFoldingError(
  architecture: Architecture,
  seed: number,
  average: Weights,
  folded: Weights,
  faces: Faces,
  rows: Uint32Array,
): number {
  const { model: trained } = buildTrainingModel(architecture, seed);
  const inference = buildInferenceModel(architecture, { fer2013: true });
  writeWeights(trained, average);
  writeWeights(inference, folded);
  return tf.tidy(() => {
    const images = picturesOf(faces, rows.subarray(0, 64));
    const [a, b] = [trained, inference].map((network) => tf.softmax(applied(network, images, { training: false })[0]!));
    return tf.max(tf.abs(tf.sub(a!, b!))).dataSync()[0]!;
  });
}
