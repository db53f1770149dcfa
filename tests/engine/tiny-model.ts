import { io } from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { INPUT_SIDE } from '../../src/engine/input';
import { EXPRESSIONS, type Expression } from '../../src/expressions';

export const goodMetadata = {
  format: 'facet-expression-model',
  formatVersion: 1,
  version: 'test',
  labels: [...EXPRESSIONS] as Expression[],
  input: { side: INPUT_SIDE, channels: 1, mean: 128, scale: 64 },
  temperature: 1,
};

/** A network of a few hundred weights with seeded values, as an export of training would be: for tests of what runs it. */
export async function tinyModel({
  metadata = goodMetadata,
  side = INPUT_SIDE,
  outputs = EXPRESSIONS.length,
}: {
  metadata?: object;
  side?: number;
  outputs?: number;
} = {}): Promise<io.IOHandler> {
  const seeded = (seed: number) => ({ className: 'GlorotUniform', config: { seed } });
  const network = sequential({
    layers: [
      layers.averagePooling2d({ poolSize: 4, inputShape: [side, side, 1] }),
      layers.conv2d({ filters: 4, kernelSize: 3, activation: 'relu', kernelInitializer: seeded(1) as never }),
      layers.globalAveragePooling2d({}),
      layers.dense({ units: outputs, activation: 'softmax', kernelInitializer: seeded(2) as never }),
    ],
  });
  network.setUserDefinedMetadata(metadata);
  let saved: io.ModelArtifacts | null = null;
  await network.save(
    io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  network.dispose();
  return io.fromMemory(saved!);
}
