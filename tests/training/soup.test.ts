import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { FLIPPED } from '../../training/dataset/augment';
import { inlineBatches } from '../../training/dataset/prefetch';
import { buildTrainingModel } from '../../training/model';
import { picturesOf } from '../../training/predict';
import type { Recipe } from '../../training/recipe';
import { matched } from '../../training/recipes/matched';
import { meanWeights, measureStatistics } from '../../training/soup';
import { readWeights } from '../../training/weights';
import { drawnFaces } from './drawnFaces';

const recipe: Recipe = {
  ...matched,
  architecture: { blocks: [{ width: 4, convolutions: 1 }], dropout: 0 },
  batch: 8,
  mixup: 0,
  augmentation: FLIPPED,
};

const run = (seed: number, value: number) => ({
  recipe,
  seed,
  epoch: recipe.epochs,
  average: new Map([['a', Float32Array.of(value, 1)]]),
});

describe('a soup of runs', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('is the mean of their averaged weights', () => {
    expect(meanWeights([run(0, 1), run(1, 2), run(2, 6)]).get('a')).toEqual(Float32Array.of(3, 1));
  });

  it('is refused where a mean says nothing', () => {
    expect(() => meanWeights([run(0, 1)])).toThrow(/two or more runs/);
    expect(() => meanWeights([run(0, 1), { ...run(1, 1), epoch: 3 }])).toThrow(/Seed 1 of matched has 3 of/);
    const other = { ...run(1, 1), recipe: { ...recipe, peakRate: 0.1 } };
    expect(() => meanWeights([run(0, 1), other])).toThrow(/another recipe/);
    const { beginsFrom: _, ...fromNothing } = recipe;
    expect(() => meanWeights([{ ...run(0, 1), recipe: fromNothing }, run(1, 1)])).toThrow(/random weights of its own/);
  });

  it('has the statistics that its own convolutions give, and otherwise the weights that it had', async () => {
    const faces = drawnFaces(24);
    const rows = Uint32Array.from({ length: 24 }, (_, i) => i);
    const { model } = buildTrainingModel(recipe.architecture, 1);
    const weights = readWeights(model);
    // Batches of other seeds in turn, as one long epoch: running statistics take 60 batches to forget where they began.
    const sources = Array.from({ length: 50 }, (_, seed) => inlineBatches(faces, rows, { ...recipe, seed }));
    const long = {
      stepsPerEpoch: 150,
      async *epoch(epoch: number) {
        for (const source of sources) yield* source.epoch(epoch);
      },
      close: async () => {},
    };
    const measured = await measureStatistics(weights, recipe, long, new AbortController().signal);
    const kernel = tf.tensor4d(weights.get('block1_conv1/kernel')!, [3, 3, 1, 4]);
    const { mean, variance } = tf.moments(tf.conv2d(picturesOf(faces, rows), kernel, 1, 'same'), [0, 1, 2]);
    for (const [name, expected] of Object.entries({ mean, variance })) {
      const values = expected.dataSync();
      measured.get(`block1_norm1/${name}`)!.forEach((value, c) => {
        expect(Math.abs(value / values[c]! - 1)).toBeLessThan(0.05);
      });
    }
    expect(measured.get('block1_conv1/kernel')).toEqual(weights.get('block1_conv1/kernel'));
    expect(measured.get('block1_norm1/mean')).not.toEqual(weights.get('block1_norm1/mean'));
  }, 60_000);
});
