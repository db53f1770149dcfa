import { getBackend, io, type Tensor, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import type { ExpressionModel, ExpressionNetwork } from './expression-network';
import { INPUT_AREA, INPUT_SIDE } from './input';
import type { ModelFiles } from './model-files';
import { broken, type ModelMetadata, parseModelMetadata } from './model-metadata';
import { turnOn } from './tfjs-turn';

/** As `loadModel`, of what its files hold. */
export function modelOf(files: ModelFiles, backend: string): Promise<ExpressionModel> {
  return loadModel(io.fromMemory(files), backend);
}

/**
 * Loads a network that training exported.
 *
 * @param source URL of its model.json; tests pass a tfjs IOHandler.
 * @param backend of tfjs, started; the one that is on, if left out.
 * @throws BrokenModel if the file is missing, broken, or for another input than Facet's.
 */
export async function loadModel(source: string | io.IOHandler, backend = getBackend()): Promise<ExpressionModel> {
  const layers = await loadLayersModel(source).catch((error: unknown) => {
    throw broken({ code: 'model_damaged' }, { cause: error });
  });
  try {
    const metadata = parseModelMetadata(layers.getUserDefinedMetadata());
    checkShape(layers, metadata);
    return { metadata, network: new LayersNetwork(layers, backend) };
  } catch (error) {
    layers.dispose();
    throw error;
  }
}

/** A network of tfjs: [faces, INPUT_SIDE, INPUT_SIDE, 1] → [faces, labels]. */
class LayersNetwork implements ExpressionNetwork {
  constructor(
    private readonly layers: LayersModel,
    private readonly backend: string,
  ) {}

  async run(faces: readonly Float32Array[]): Promise<Float32Array> {
    const input = new Float32Array(faces.length * INPUT_AREA);
    for (const [i, face] of faces.entries()) input.set(face, i * INPUT_AREA);
    turnOn(this.backend);
    // checkShape refuses networks with several outputs.
    const output = tidy(
      () => this.layers.predict(tensor4d(input, [faces.length, INPUT_SIDE, INPUT_SIDE, 1])) as Tensor,
    );
    try {
      return await output.data<'float32'>();
    } finally {
      output.dispose();
    }
  }

  dispose(): void {
    this.layers.dispose();
  }
}

function checkShape(layers: LayersModel, { labels }: ModelMetadata): void {
  const input = JSON.stringify(layers.inputs.map(({ shape }) => shape));
  if (input !== `[[null,${INPUT_SIDE},${INPUT_SIDE},1]]`) throw broken({ code: 'model_inputShape', shape: input });
  const output = JSON.stringify(layers.outputs.map(({ shape }) => shape));
  if (output !== `[[null,${labels.length}]]`) {
    throw broken({ code: 'model_outputShape', labels: labels.length, shape: output });
  }
}

/** Lets a network run once: the first run compiles. */
export async function warmUp({ network }: ExpressionModel): Promise<void> {
  await network.run([new Float32Array(INPUT_AREA)]);
}
