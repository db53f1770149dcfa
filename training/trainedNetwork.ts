/** A run's averaged network, for measuring or teaching. */
import { existsSync } from 'node:fs';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { loadCheckpoint } from './checkpoint';
import { loadHead, withHead } from './fer2013Head';
import { buildInferenceModel, EXPRESSION_HEAD, FER2013_HEAD } from './model';
import { loadModel } from './modelFile';
import type { Teacher } from './teach';
import { foldBatchNorm, readWeights, type Weights, writeWeights } from './weights';

export const checkpointOf = (run: string) => `training/runs/${run}/checkpoint.bin`;
/** Where `npm run export -- --run NAME --out training/runs/NAME/emotion` puts a run, to be kept without its checkpoint. */
const exportedOf = (run: string) => `training/runs/${run}/emotion`;

/** [n, 48, 48, 1] → logits of both heads. @throws Error if there is no such run */
export function inferenceOf(run: string): LayersModel {
  const { recipe, average } = loadCheckpoint(checkpointOf(run));
  const model = buildInferenceModel(recipe.architecture, { fer2013: true });
  writeWeights(model, foldBatchNorm(average, recipe.architecture));
  return model;
}

/** Weights of an exported run, both heads giving logits. @throws Error if the run was not exported with its second head */
export async function exportedWeightsOf(run: string): Promise<Weights> {
  const folder = exportedOf(run);
  const head = existsSync(folder) ? loadHead(folder) : undefined;
  if (!head) throw new Error(`${folder} holds no exported network with its FER2013 head.`);
  const { model, metadata } = await loadModel(folder);
  const weights = readWeights(model);
  for (const part of ['kernel', 'bias'] as const) {
    const name = `${EXPRESSION_HEAD}/${part}`;
    weights.set(
      name,
      weights.get(name)!.map((w) => w * metadata.temperature),
    );
    weights.set(`${FER2013_HEAD}/${part}`, head[part]);
  }
  return weights;
}

/** A run's network from its checkpoint, or as it was exported. @throws Error if there is neither */
export async function teacherOf(run: string): Promise<Teacher> {
  const folder = exportedOf(run);
  const head = !existsSync(checkpointOf(run)) && existsSync(folder) ? loadHead(folder) : undefined;
  if (!head) return { network: inferenceOf(run), sharpenedBy: 'logits' };
  const { model, metadata } = await loadModel(folder);
  return { network: withHead(model, head), sharpenedBy: metadata.temperature };
}
