/** Runs that began at one place and went their own ways, averaged into one network (Wortsman et al. 2022, https://arxiv.org/abs/2203.05482). */
import * as tf from '@tensorflow/tfjs-core';
import { SIDE } from '../src/engine/input';
import type { Checkpoint } from './checkpoint';
import type { BatchSource } from './dataset/prefetch';
import { buildTrainingModel } from './model';
import type { Recipe } from './recipe';
import { readWeights, type Weights, writeWeights } from './weights';

/**
 * The mean of the runs' averaged weights. Running statistics of batch norm are averaged too, and then no longer fit: see
 * {@link measureStatistics}.
 * @throws Error if a run is unfinished, of another recipe than the first, or of a recipe that begins with random weights
 */
export function meanWeights(runs: readonly Pick<Checkpoint, 'recipe' | 'seed' | 'epoch' | 'average'>[]): Weights {
  const [first] = runs;
  if (!first || runs.length < 2) throw new Error('Name two or more runs to average, folders under training/runs.');
  for (const { recipe, seed, epoch } of runs) {
    const run = `Seed ${seed} of ${recipe.name}`;
    if (!recipe.beginsFrom)
      throw new Error(`${run} began with random weights of its own: a mean of such networks says nothing.`);
    if (epoch < recipe.epochs)
      throw new Error(`${run} has ${epoch} of ${recipe.epochs} epochs: go on with it (--resume), then average.`);
    if (JSON.stringify(recipe) !== JSON.stringify(first.recipe))
      throw new Error(`${run} was trained by another recipe than seed ${first.seed} of ${first.recipe.name}.`);
  }
  const mean: Weights = new Map();
  for (const [name, values] of first.average) {
    const sums = new Float64Array(values.length);
    for (const { average } of runs)
      average.get(name)!.forEach((value, i) => {
        sums[i]! += value;
      });
    mean.set(
      name,
      Float32Array.from(sums, (sum) => sum / runs.length),
    );
  }
  return mean;
}

/** Batches before the running statistics have forgotten where they began. */
const FORGOTTEN_AFTER = 60;

/** The weights with batch norm's running statistics as they are on the batches of epoch 0 (Izmailov et al. 2018, https://arxiv.org/abs/1803.05407). */
export async function measureStatistics(
  weights: Weights,
  { architecture, batch }: Recipe,
  batches: BatchSource,
  signal: AbortSignal,
): Promise<Weights> {
  const { model } = buildTrainingModel(architecture, 0);
  writeWeights(model, weights);
  const statistics = [...weights.keys()].filter((name) => /norm\d+\/(mean|variance)$/.test(name));
  const sums = new Map(statistics.map((name) => [name, new Float64Array(weights.get(name)!.length)]));
  const passOver = batches.stepsPerEpoch > 2 * FORGOTTEN_AFTER ? FORGOTTEN_AFTER : 0;
  let step = 0;
  for await (const { images } of batches.epoch(0)) {
    signal.throwIfAborted();
    tf.tidy(() => void model.apply(tf.tensor4d(images, [batch, SIDE, SIDE, 1]), { training: true }));
    if (step++ < passOver) continue;
    const now = readWeights(model);
    for (const [name, sum] of sums)
      now.get(name)!.forEach((value, i) => {
        sum[i]! += value;
      });
  }
  const mean = (sum: Float64Array) => Float32Array.from(sum, (value) => value / (step - passOver));
  return new Map([...weights, ...[...sums].map(([name, sum]) => [name, mean(sum)] as const)]);
}
