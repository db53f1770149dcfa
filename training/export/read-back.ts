import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { loadModel, saveModel } from './model-file';
import type { TrainedModelMetadata } from './trained-metadata';

/** The network as it will be read from its files; written elsewhere, so that a model that is refused replaces none. */
export async function readBack(model: LayersModel, metadata: TrainedModelMetadata): Promise<LayersModel> {
  const trial = mkdtempSync(join(tmpdir(), 'facet-export-'));
  try {
    await saveModel(trial, model, metadata);
    return (await loadModel(trial)).model;
  } finally {
    rmSync(trial, { recursive: true });
  }
}
