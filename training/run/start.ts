/** The weights that a run begins with, where they are not random. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Faces } from '../dataset/faces';
import { loadModel } from '../export/model-file';
import { architectureOf, exportedWeightsOf } from '../export/trained-network';
import { withClasses } from '../fit/other-classes';
import type { Architecture } from '../network/model';
import { readWeights, type Weights } from '../network/weights';
import type { Recipe } from '../recipes/recipe';

/** An exported model that a run for other classes begins from. */
export interface Start {
  readonly weights: Weights;
  readonly labels: readonly string[];
  readonly architecture: Architecture;
}

/** @throws Error where the folder holds no model */
export async function startFrom(folder: string): Promise<Start> {
  if (!existsSync(join(folder, 'model.json')))
    throw new Error(`${folder} holds no model.json to begin from. Name a folder that "npm run export" wrote.`);
  const { model, metadata } = await loadModel(folder);
  return { weights: readWeights(model), labels: metadata.labels, architecture: architectureOf(metadata) };
}

/** As exported, of a new run: those of `start` for the pictures' classes, or of the run that the recipe begins from. */
export async function firstWeights(
  start: Start | undefined,
  { beginsFrom }: Recipe,
  { own }: Faces,
): Promise<Weights | undefined> {
  if (start && own) return withClasses(start.weights, start.labels, own.names);
  return beginsFrom ? exportedWeightsOf(beginsFrom) : undefined;
}
