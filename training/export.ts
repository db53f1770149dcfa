/** From a checkpoint to the network that ships: averaged weights, batch norm folded, one head, temperature inside. */
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { EXPRESSIONS } from '../src/expressions';
import type { Checkpoint } from './checkpoint';
import type { Faces } from './dataset/fer2013';
import { FER2013_CLASSES } from './dataset/labels';
import type { Fer2013Head } from './fer2013Head';
import { foldBatchNorm } from './foldBatchNorm';
import { measure, softmax } from './metrics';
import { type Architecture, buildInferenceModel, buildTrainingModel, EXPRESSION_HEAD, FER2013_HEAD } from './model';
import { picturesOf, predict } from './predict';
import { fitTemperature } from './temperature';
import { agreedRows, pick } from './validate';
import { type Weights, writeWeights } from './weights';

/** Folding only reorders float32 arithmetic; more than this on a probability is a mistake. */
const FOLDING_BOUND = 1e-4;

export interface Shippable {
  /** Probabilities [n, 8]. */
  readonly model: LayersModel;
  /** What measures the same weights on FER2013; calibrated likewise. */
  readonly head: Fer2013Head;
  readonly temperature: number;
  /** Largest difference of a probability between the trained and the folded network. */
  readonly foldingError: number;
  /** On the pictures that also gave the temperature. */
  readonly eceBefore: number;
  /** Each half of them calibrated with the temperature of the other half. */
  readonly eceCrossFitted: number;
}

/**
 * The temperature is fitted on PublicTest's clearly labelled pictures (AGREEMENT of 10 votes), which decided nothing
 * else about the weights but the choice of recipe.
 * @throws Error if the folded network answers otherwise than the trained one
 */
export function toShippable({ recipe, average, seed }: Checkpoint, faces: Faces, validation: Uint32Array): Shippable {
  const folded = foldBatchNorm(average, recipe.architecture);
  const foldingError = largestFoldingError(recipe.architecture, seed, average, folded, faces, validation);
  if (!(foldingError < FOLDING_BOUND)) {
    throw new Error(
      `The folded network differs from the trained one by ${foldingError}; at most ${FOLDING_BOUND} is arithmetic.`,
    );
  }

  const both = buildInferenceModel(recipe.architecture, { fer2013: true });
  writeWeights(both, folded);
  const classes = EXPRESSIONS.length;
  const { positions, truths } = agreedRows(faces, validation);
  const [expressionLogits, classLogits] = predict(both, faces, validation) as [Float32Array, Float32Array];
  const logits = pick(expressionLogits, positions, classes);
  const temperature = fitTemperature(logits, truths, classes);

  const cooled = (name: string, by: number) => folded.get(name)!.map((w) => w / by);
  const scaled: Weights = new Map(folded);
  for (const part of [`${EXPRESSION_HEAD}/kernel`, `${EXPRESSION_HEAD}/bias`])
    scaled.set(part, cooled(part, temperature));
  const model = buildInferenceModel(recipe.architecture, { fer2013: false });
  writeWeights(model, scaled);

  const labels = Array.from(validation, (row) => faces.classes[row]!);
  const headTemperature = fitTemperature(classLogits, labels, FER2013_CLASSES.length);
  const head = {
    kernel: cooled(`${FER2013_HEAD}/kernel`, headTemperature),
    bias: cooled(`${FER2013_HEAD}/bias`, headTemperature),
  };
  return {
    model,
    head,
    temperature,
    foldingError,
    eceBefore: measure(softmax(logits, classes), truths, classes).ece,
    eceCrossFitted: crossFittedEce(logits, truths, classes),
  };
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
    const [a, b] = [trained, inference].map((network) =>
      tf.softmax((network.apply(images, { training: false }) as tf.Tensor[])[0]!),
    );
    return tf.max(tf.abs(tf.sub(a!, b!))).dataSync()[0]!;
  });
}

/** ECE of probabilities whose temperature has not seen the picture. */
function crossFittedEce(logits: Float32Array, truths: readonly number[], classes: number): number {
  const halves = [0, 1].map((half) => truths.flatMap((_, i) => (i % 2 === half ? [i] : [])));
  const parts = halves.map((positions, half) => {
    const other = halves[1 - half]!;
    const temperature = fitTemperature(
      pick(logits, other, classes),
      other.map((i) => truths[i]!),
      classes,
    );
    return softmax(pick(logits, positions, classes), classes, temperature);
  });
  const probabilities = new Float32Array(logits.length);
  probabilities.set(parts[0]!);
  probabilities.set(parts[1]!, parts[0]!.length);
  return measure(
    probabilities,
    halves.flat().map((i) => truths[i]!),
    classes,
  ).ece;
}
