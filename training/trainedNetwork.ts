/** A run's averaged network, for measuring or teaching. */
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { loadCheckpoint } from './checkpoint';
import { buildInferenceModel } from './model';
import { foldBatchNorm, writeWeights } from './weights';

export const checkpointOf = (run: string) => `training/runs/${run}/checkpoint.bin`;

/** [n, 48, 48, 1] → logits of both heads. @throws Error if there is no such run */
export function inferenceOf(run: string): LayersModel {
  const { recipe, average } = loadCheckpoint(checkpointOf(run));
  const model = buildInferenceModel(recipe.architecture, { fer2013: true });
  writeWeights(model, foldBatchNorm(average, recipe.architecture));
  return model;
}
