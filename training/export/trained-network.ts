/** A run's averaged network, for measuring or teaching. */
import { existsSync } from 'node:fs';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { INPUT_AREA } from '../../src/engine/input';
import { mirror } from '../dataset/augment';
import { random } from '../dataset/random';
import type { Teacher } from '../distil/distillation-targets';
import { bestOf, type Checkpoint, loadCheckpoint } from '../fit/checkpoint';
import { foldBatchNorm } from '../network/fold-batch-norm';
import { buildInferenceModel, EXPRESSION_HEAD, FER2013_HEAD } from '../network/model';
import { predict } from '../network/predict';
import { readWeights, type Weights, writeWeights } from '../network/weights';
import { loadHead, withHead } from './fer2013-head';
import { loadModel, type TrainedModelMetadata } from './model-file';

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

/** What an exported run says of itself. */
export const metadataOf = async (run: string): Promise<TrainedModelMetadata> =>
  (await loadModel(exportedOf(run))).metadata;

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
  const network = withHead(model, head);
  return { name: run, network, sharpenedBy: metadata.temperature ?? 1, symmetric: saysTheSameOfMirrorImages(network) };
}

/** Above what the order of float32 sums changes. */
const SAME = 1e-4;

/** Whether an exported network was mirrored (mirror.ts), which its file does not tell: asked about one picture of noise. */
function saysTheSameOfMirrorImages(network: LayersModel): boolean {
  const next = random(0, 0);
  const pixels = Uint8Array.from({ length: 2 * INPUT_AREA }, () => next() * 256);
  pixels.copyWithin(INPUT_AREA, 0, INPUT_AREA);
  mirror(pixels.subarray(INPUT_AREA));
  return predict(network, { pixels }, [0, 1]).every((values) => {
    const half = values.length / 2;
    return values.subarray(0, half).every((p, k) => Math.abs(p - values[half + k]!) < SAME);
  });
}
