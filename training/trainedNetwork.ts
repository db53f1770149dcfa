/** A run's averaged network, for measuring or teaching. */
import { existsSync } from 'node:fs';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { type Checkpoint, loadCheckpoint } from './checkpoint';
import { loadHead, withHead } from './fer2013Head';
import { buildInferenceModel } from './model';
import { loadModel } from './modelFile';
import type { Teacher } from './teach';
import { foldBatchNorm, writeWeights } from './weights';

export const checkpointOf = (run: string) => `training/runs/${run}/checkpoint.bin`;
/** Where `npm run export -- --run NAME --out training/runs/NAME/emotion` puts a run, to be kept without its checkpoint. */
const exportedOf = (run: string) => `training/runs/${run}/emotion`;

/** [n, 48, 48, 1] → logits of both heads. @throws Error if there is no such run */
export const inferenceOf = (run: string): LayersModel => averagedOf(loadCheckpoint(checkpointOf(run)));

function averagedOf({ recipe, average }: Checkpoint): LayersModel {
  const model = buildInferenceModel(recipe.architecture, { fer2013: true });
  writeWeights(model, foldBatchNorm(average, recipe.architecture));
  return model;
}

/** A run's network from its checkpoint, or as it was exported. @throws Error if there is neither */
export async function teacherOf(run: string): Promise<Teacher> {
  const folder = exportedOf(run);
  const head = !existsSync(checkpointOf(run)) && existsSync(folder) ? loadHead(folder) : undefined;
  if (!head) {
    const checkpoint = loadCheckpoint(checkpointOf(run));
    const symmetric = checkpoint.recipe.architecture.mirror === true;
    return { name: run, network: averagedOf(checkpoint), sharpenedBy: 'logits', symmetric };
  }
  const { model, metadata } = await loadModel(folder);
  return { name: run, network: withHead(model, head), sharpenedBy: metadata.temperature, symmetric: false };
}
