/** What a model that was trained here says of itself, whatever it learned. */
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { FER2013_GEOMETRY } from '../../src/engine/align';
import { INPUT } from '../../src/engine/input';
import { MODEL_FORMAT, MODEL_FORMAT_VERSION } from '../../src/engine/model-metadata';
import { flops } from '../network/model';
import type { Recipe } from '../recipes/recipe';
import type { TrainedModelMetadata } from './trained-metadata';

/** What differs from model to model. */
interface TrainedModel extends Pick<TrainedModelMetadata, 'version' | 'labels' | 'trained'> {
  readonly recipe: Recipe;
  /** Of that recipe, as it ships. */
  readonly model: LayersModel;
  /** How its classes look and what they are called, where that is not Facet's own. */
  readonly styles?: Pick<TrainedModelMetadata, 'colors' | 'words'>;
}

/** @param measured nothing yet, while it is being measured */
export function metadataFor(
  { version, labels, styles = {}, recipe, model, trained }: TrainedModel,
  measured: Readonly<Record<string, number>> = {},
): TrainedModelMetadata {
  return {
    format: MODEL_FORMAT,
    formatVersion: MODEL_FORMAT_VERSION,
    version,
    labels,
    ...styles,
    input: INPUT,
    crop: FER2013_GEOMETRY,
    network: {
      architecture: recipe.architecture,
      recipe: recipe.name,
      parameters: model.countParams(),
      megaflops: Number((flops(recipe.architecture) / 1e6).toPrecision(3)),
    },
    trained,
    measured,
  };
}
