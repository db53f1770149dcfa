/** The training loop, top to bottom. */
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { INPUT_SIDE } from '../../src/engine/input';
import type { Batch } from '../dataset/batch';
import type { Faces } from '../dataset/faces';
import { FER2013_CLASSES } from '../dataset/labels';
import type { BatchSource } from '../dataset/prefetch';
import type { Measures } from '../metrics/classification';
import { validate } from '../metrics/validate';
import { foldBatchNorm } from '../network/fold-batch-norm';
import { buildInferenceModel, buildTrainingModel, FERPLUS_HEADS, type Heads, isFrozen } from '../network/model';
import { readWeights, variables, type Weights, writeWeights } from '../network/weights';
import { type Precision, withPrecision } from '../operations/precision';
import type { Recipe } from '../recipes/recipe';
import { Adam } from './adam';
import { AveragedWeights } from './averaging';
import { bestOf, type Checkpoint, saveCheckpoint, type TrainedData } from './checkpoint';
import { crossEntropy } from './loss';
import { learningRate, NesterovSgd } from './sgd';

interface FitOptions {
  readonly recipe: Recipe;
  readonly seed: number;
  readonly faces: Faces;
  readonly validation: Uint32Array;
  /** Training pictures to say the accuracy on. */
  readonly sample: Uint32Array;
  readonly batches: BatchSource;
  readonly precision: Precision;
  /** Written after every epoch. */
  readonly checkpointFile: string;
  readonly data?: TrainedData;
  readonly command: string;
  readonly commit: string;
  /** Continue from here. */
  readonly resumeFrom?: Checkpoint;
  /** Writes the weights that a new run begins with; random ones otherwise. */
  readonly begin?: (model: LayersModel) => void;
  /** Stop after this many epochs in all, with the schedule still laid out for the recipe's. */
  readonly stopAfter?: number;
  /** Aborting ends the run after the step in progress; the last checkpoint stays. */
  readonly signal: AbortSignal;
  readonly onEpoch: (report: EpochReport) => void;
  /** Share of the epoch that is done, 0 to 1, and which it is, from 1. */
  readonly onStep?: (share: number, epoch: number) => void;
}

/** What one epoch came to. */
export interface EpochReport {
  readonly epoch: number;
  readonly epochs: number;
  /** Mean of the epoch, nats. */
  readonly loss: number;
  readonly rate: number;
  readonly samplesPerSecond: number;
  readonly secondsLeft: number;
  readonly main: Measures;
  readonly fer2013?: Measures;
  /** Share of some training pictures, as they are, that the network is right about. */
  readonly training: number;
  /** The best so far, counted from 1; of runs with patience. */
  readonly best?: number;
}

/** Trains to the end of the recipe, or until `signal`. @returns the averaged weights */
export async function fitNetwork(options: FitOptions): Promise<Weights> {
  const { recipe, seed, faces, validation, batches, resumeFrom, signal } = options;
  const heads: Heads = faces.own ? { labels: faces.own.names.length, fer2013: false } : FERPLUS_HEADS;
  const freeze = recipe.freeze ?? [];
  const { model, answer } = buildTrainingModel(recipe.architecture, seed, heads, freeze);
  const measured = buildInferenceModel(recipe.architecture, { ...heads, logits: true });
  const trained = variables(model).filter((v) => v.trainable && !isFrozen(v.name, freeze));
  if (trained.length === 0) throw new Error('The recipe freezes every layer, so there is nothing to train.');
  const optimizer =
    recipe.optimizer === 'adam'
      ? new Adam(trained, recipe.weightDecay)
      : new NesterovSgd(trained, recipe.momentum, recipe.weightDecay);
  if (resumeFrom) {
    writeWeights(model, resumeFrom.weights);
    optimizer.restore(resumeFrom.momentum);
  } else options.begin?.(model);
  const average = resumeFrom
    ? new AveragedWeights(resumeFrom.average, recipe.average.decay, resumeFrom.averageUpdates)
    : new AveragedWeights(readWeights(model), recipe.average.decay);
  const totalSteps = recipe.epochs * batches.stepsPerEpoch;
  const trainedVariables = trained.map((t) => t.variable);

  const trainStep = (batch: Batch, step: number): number => {
    const images = sized(
      tf.tensor4d(batch.images, [recipe.batch, INPUT_SIDE, INPUT_SIDE, 1]),
      sideAt(recipe, step / totalSteps),
    );
    const { value, grads } = tf.variableGrads(() => {
      const [main, fer2013] = answer(images, step);
      const expressions = tf.tensor2d(batch.expressions, [recipe.batch, heads.labels]);
      if (!fer2013) return crossEntropy(expressions, main!);
      const classes = tf.tensor2d(batch.classes, [recipe.batch, FER2013_CLASSES.length]);
      const second = tf.mul(crossEntropy(classes, fer2013), recipe.fer2013Weight);
      return tf.add<tf.Scalar>(crossEntropy(expressions, main!), second);
    }, trainedVariables);
    optimizer.step(grads, learningRate(step, totalSteps, recipe.warmupSteps, recipe.peakRate));
    if (step % recipe.average.every === 0) average.accumulate(model);
    const loss = value.dataSync()[0]!;
    tf.dispose([value, grads, images]);
    if (!Number.isFinite(loss)) {
      throw new Error(
        `The loss of step ${step + 1} is not a number: lower the learning rate (the recipe's peakRate, ${recipe.peakRate}). ` +
          'The last checkpoint stays as it was.',
      );
    }
    return loss;
  };

  const lastEpoch = Math.min(recipe.epochs, options.stopAfter ?? recipe.epochs);
  let best = resumeFrom?.best;
  for (let epoch = resumeFrom?.epoch ?? 0; epoch < lastEpoch; epoch++) {
    const start = performance.now();
    let loss = 0;
    let step = epoch * batches.stepsPerEpoch;
    for await (const batch of batches.epoch(epoch)) {
      loss += withPrecision(options.precision, () => trainStep(batch, step++));
      if (signal.aborted) return average.weights;
      options.onStep?.((step - epoch * batches.stepsPerEpoch) / batches.stepsPerEpoch, epoch + 1);
    }
    const seconds = (performance.now() - start) / 1000;
    writeWeights(measured, foldBatchNorm(average.weights, recipe.architecture));
    const { main, fer2013 } = validate(measured, faces, validation);
    const training = validate(measured, faces, options.sample).main.accuracy;
    const better = !best || main.accuracy > best.accuracy;
    if (better) best = { epoch: epoch + 1, accuracy: main.accuracy };
    const checkpoint: Checkpoint = {
      recipe,
      seed,
      epoch: epoch + 1,
      averageUpdates: average.count,
      ...(options.data ? { data: options.data } : {}),
      command: options.command,
      precision: options.precision,
      commit: options.commit,
      ...(recipe.patience && best ? { best } : {}),
      measured: fer2013
        ? { ferplus: main.accuracy, ferplusMacroF1: main.macroF1, fer2013: fer2013.accuracy }
        : { accuracy: main.accuracy, macroF1: main.macroF1 },
      weights: readWeights(model),
      momentum: optimizer.state(),
      average: average.weights,
    };
    saveCheckpoint(options.checkpointFile, checkpoint);
    if (recipe.patience && better) saveCheckpoint(bestOf(options.checkpointFile), checkpoint);
    options.onEpoch({
      epoch: epoch + 1,
      epochs: recipe.epochs,
      loss: loss / batches.stepsPerEpoch,
      rate: learningRate(step - 1, totalSteps, recipe.warmupSteps, recipe.peakRate),
      samplesPerSecond: (batches.stepsPerEpoch * recipe.batch) / seconds,
      secondsLeft: ((performance.now() - start) / 1000) * (lastEpoch - epoch - 1),
      main,
      ...(fer2013 ? { fer2013 } : {}),
      training,
      ...(recipe.patience ? { best: best!.epoch } : {}),
    });
    if (recipe.patience && epoch + 1 - best!.epoch >= recipe.patience) break;
  }
  return average.weights;
}

/** Side of the pictures after a share of the schedule. */
function sideAt({ growth = [] }: Recipe, share: number): number {
  return growth.find(({ until }) => share < until)?.side ?? INPUT_SIDE;
}

/** @param images disposed of if they have another side */
function sized(images: tf.Tensor4D, side: number): tf.Tensor4D {
  if (images.shape[1] === side) return images;
  const small = tf.image.resizeBilinear(images, [side, side], false, true);
  images.dispose();
  return small;
}
