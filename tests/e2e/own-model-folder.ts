import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '@tensorflow/tfjs';
import { ready, setBackend } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { FER2013_GEOMETRY } from '../../src/engine/align';
import { INPUT_SIDE } from '../../src/engine/input';
import { saveModel } from '../../training/export/model-file';

/** A model with classes of nobody's, as `npm run export` writes it; it was never trained. */
export async function ownModelFolder(labels: readonly string[]): Promise<string> {
  await setBackend('cpu');
  await ready();
  const seeded = (seed: number) => ({ className: 'GlorotUniform', config: { seed } }) as never;
  const network = sequential({
    layers: [
      layers.averagePooling2d({ poolSize: 4, inputShape: [INPUT_SIDE, INPUT_SIDE, 1] }),
      layers.conv2d({ filters: 4, kernelSize: 3, activation: 'relu', kernelInitializer: seeded(1) }),
      layers.globalAveragePooling2d({}),
      layers.dense({ units: labels.length, activation: 'softmax', kernelInitializer: seeded(2) }),
    ],
  });
  const folder = mkdtempSync(join(tmpdir(), 'facet-own-model-'));
  await saveModel(folder, network, {
    format: 'facet-expression-model',
    formatVersion: 1,
    version: 'untrained',
    labels,
    colors: { [labels[0]!]: '#55862a' },
    words: { [labels[1]!]: { en: 'all ears' } },
    input: { side: INPUT_SIDE, channels: 1, mean: 128, scale: 64 },
    crop: FER2013_GEOMETRY,
    network: { recipe: 'none', parameters: network.countParams(), megaflops: 0 },
    trained: { command: '', commit: '', seed: 0, epochs: 0, data: 'nothing' },
    measured: {},
  });
  network.dispose();
  return folder;
}
