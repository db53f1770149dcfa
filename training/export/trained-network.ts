/** A run's averaged network, for measuring or teaching. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Teacher } from '../distil/distillation-targets';
import { sha256Of } from '../files/sha256';
import { bestOf, type Checkpoint, loadCheckpoint } from '../fit/checkpoint';
import { foldBatchNorm } from '../network/fold-batch-norm';
import { type Architecture, buildInferenceModel, EXPRESSION_HEAD, FER2013_HEAD } from '../network/model';
import { readWeights, type Weights, writeWeights } from '../network/weights';
import { recipe } from '../recipes/registry';
import { loadHead, withHead } from './fer2013-head';
import { loadModel, readMetadata, WEIGHTS_FILE } from './model-file';
import type { TrainedModelMetadata } from './trained-metadata';

/** Where a run keeps its state. */
export const checkpointOf = (run: string) => `training/runs/${run}/checkpoint.bin`;
/** Where `npm run export -- --run NAME --out training/runs/NAME/emotion` puts a run, to be kept without its checkpoint. */
export const exportedOf = (run: string) => `training/runs/${run}/emotion`;

/** What a run came to: its best epoch, where its recipe keeps that, or else its last. @throws Error if there is no such run */
export function finalCheckpoint(run: string): Checkpoint {
  const last = loadCheckpoint(checkpointOf(run));
  const best = bestOf(checkpointOf(run));
  return last.recipe.patience && existsSync(best) ? loadCheckpoint(best) : last;
}

/** [n, 48, 48, 1] → logits of all heads. @throws Error if there is no such run */
export const inferenceOf = (run: string): LayersModel => averagedOf(finalCheckpoint(run));

function averagedOf({ recipe, average, data }: Checkpoint): LayersModel {
  const heads = data?.classes ? { fer2013: false, labels: data.classes.length, logits: true } : { fer2013: true };
  const model = buildInferenceModel(recipe.architecture, heads);
  writeWeights(model, foldBatchNorm(average, recipe.architecture));
  return model;
}

/**
 * Weights of an exported run, both heads giving logits: FER+'s as they were trained, FER2013's calibrated.
 * @throws Error if the run was not exported with its second head
 */
export async function exportedWeightsOf(run: string): Promise<Weights> {
  const folder = exportedOf(run);
  const head = existsSync(folder) ? loadHead(folder) : undefined;
  if (!head) throw new Error(`${folder} holds no exported network with its FER2013 head beside it.`);
  const { model, metadata } = await loadModel(folder);
  const weights = readWeights(model);
  for (const part of ['kernel', 'bias'] as const) {
    const name = `${EXPRESSION_HEAD}/${part}`;
    weights.set(
      name,
      weights.get(name)!.map((w) => w * (metadata.temperature ?? 1)),
    );
    weights.set(`${FER2013_HEAD}/${part}`, head[part]);
  }
  return weights;
}

/** What an exported run says of itself. @throws Error where it was never exported */
export const metadataOf = (run: string): TrainedModelMetadata => readMetadata(exportedOf(run));

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
  const symmetric = architectureOf(metadata).mirror === true;
  return { name: run, network: withHead(model, head), sharpenedBy: metadata.temperature ?? 1, symmetric };
}

/** What an exported network is made of; until 2026-11-27 only its recipe's name says so. */
export const architectureOf = ({ network }: TrainedModelMetadata): Architecture =>
  network.architecture ?? recipe(network.recipe).architecture;

/** SHA-256 of what teaches by that name: the checkpoint, or the exported weights. @throws Error if there is neither */
export function digestOf(run: string): string {
  const file = [checkpointOf(run), join(exportedOf(run), WEIGHTS_FILE)].find((path) => existsSync(path));
  if (!file) throw new Error(`training/runs/${run} holds neither a checkpoint nor an exported network.`);
  return sha256Of(file);
}
