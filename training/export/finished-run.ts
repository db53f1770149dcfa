/** What a run on FER2013 with FER+ votes came to, by its checkpoint or, where there is none, by what was exported of it. */
import { existsSync } from 'node:fs';
import type { Faces } from '../dataset/faces';
import type { Weights } from '../network/weights';
import type { Recipe } from '../recipes/recipe';
import { recipe } from '../recipes/registry';
import { foldedOf } from './shippable';
import type { TrainedModelMetadata } from './trained-metadata';
import { checkpointOf, exportedOf, exportedWeightsOf, finalCheckpoint, metadataOf } from './trained-network';

interface FinishedRun {
  readonly recipe: Recipe;
  /** Folded; both heads give logits. */
  readonly weights: Weights;
  readonly trained: Pick<TrainedModelMetadata['trained'], 'command' | 'commit' | 'seed' | 'epochs' | 'teachers'>;
  /** Training pictures, where the run says so itself. */
  readonly pictures?: number;
  /** What was done to it, for the user. */
  readonly note: string;
}

/** @param validation rows to check the folding on @throws Error where there is no such run, or folding changes it */
export async function finishedRun(run: string, faces: Faces, validation: Uint32Array): Promise<FinishedRun> {
  if (!existsSync(checkpointOf(run)) && existsSync(exportedOf(run))) {
    const { network, trained } = metadataOf(run);
    const note = `as ${exportedOf(run)} has it`;
    return { recipe: recipe(network.recipe), weights: await exportedWeightsOf(run), trained, note };
  }
  const checkpoint = finalCheckpoint(run);
  const { weights, foldingError } = foldedOf(checkpoint, faces, validation);
  const { recipe: by, command, commit, seed, epoch: epochs, data } = checkpoint;
  return {
    recipe: by,
    weights,
    trained: { command, commit, seed, epochs, ...(data?.teachers ? { teachers: data.teachers } : {}) },
    ...(data ? { pictures: data.pictures } : {}),
    note: `folded batch norm: probabilities differ by ${foldingError.toExponential(1)} at most`,
  };
}
