/** From a run on a data set of one's own to a model folder that the extension reads. */
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Faces } from '../dataset/faces';
import type { Checkpoint, TrainedData } from '../fit/checkpoint';
import { type Measures, measure } from '../metrics/classification';
import { foldBatchNorm } from '../network/fold-batch-norm';
import { buildInferenceModel } from '../network/model';
import { predict } from '../network/predict';
import { writeWeights } from '../network/weights';
import type { OwnPictures } from './trained-metadata';

/** Of a run with classes of its own: which, and what else it was begun with. */
export interface TrainedOnOwn {
  readonly data: TrainedData & { readonly classes: readonly string[] };
}

/** Whether a run has classes of its own, in the place of FER2013's and FER+'s. */
export const isTrainedOnOwn = (checkpoint: Checkpoint): checkpoint is Checkpoint & TrainedOnOwn =>
  checkpoint.data?.classes !== undefined;

/** Probabilities [n, classes] of the averaged weights. */
export function ownModelOf({ recipe, average, data }: Checkpoint & TrainedOnOwn): LayersModel {
  const model = buildInferenceModel(recipe.architecture, { fer2013: false, labels: data.classes.length });
  writeWeights(model, foldBatchNorm(average, recipe.architecture));
  return model;
}

/** On a data set with the same classes. @throws Error where they are others */
export function measureOwn(model: LayersModel, faces: Faces, rows: Uint32Array, labels: readonly string[]): Measures {
  const { names, labels: truths } = faces.own!;
  const unknown = names.find((name) => !labels.includes(name));
  if (unknown !== undefined)
    throw new Error(`The data has a class "${unknown}", which the model does not know. It knows ${labels.join(', ')}.`);
  const [probabilities] = predict(model, faces, rows);
  return measure(
    probabilities!,
    Array.from(rows, (row) => labels.indexOf(names[truths[row]!]!)),
    labels.length,
  );
}

/** What was split before there was a choice was split so. */
const USUAL_SPLIT = 0.8;

/** How a run read its pictures, for its model's metadata. */
export const ownPicturesOf = ({ split, detect }: TrainedData): OwnPictures => ({
  split: split ?? USUAL_SPLIT,
  ...(detect ? { detect } : {}),
});
