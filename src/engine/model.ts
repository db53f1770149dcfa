import { type io, type Tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import { INPUT_SIDE } from './input';
import { broken, type ModelMetadata, parseModelMetadata } from './model-metadata';

export interface ExpressionModel {
  readonly metadata: ModelMetadata;
  /** [faces, INPUT_SIDE, INPUT_SIDE, 1] → [faces, labels]. */
  readonly network: LayersModel;
}

/**
 * Loads a network that training exported, on the back end that runs.
 *
 * @param source URL of its model.json; tests pass a tfjs IOHandler.
 * @throws a sentence for the user if the file is missing, broken, or for another input than Facet's.
 */
export async function loadModel(source: string | io.IOHandler): Promise<ExpressionModel> {
  const network = await loadLayersModel(source).catch((error: unknown) => {
    throw Object.assign(broken('its files are missing or damaged'), { cause: error });
  });
  try {
    const metadata = parseModelMetadata(network.getUserDefinedMetadata());
    checkShape(network, metadata);
    return { metadata, network };
  } catch (error) {
    network.dispose();
    throw error;
  }
}

function checkShape(network: LayersModel, { labels }: ModelMetadata): void {
  const input = JSON.stringify(network.inputs.map(({ shape }) => shape));
  if (input !== `[[null,${INPUT_SIDE},${INPUT_SIDE},1]]`) throw broken(`its input has the shape ${input}`);
  const output = JSON.stringify(network.outputs.map(({ shape }) => shape));
  if (output !== `[[null,${labels.length}]]`) {
    throw broken(`it names ${labels.length} expressions, and its output has the shape ${output}`);
  }
}

/** Lets a network run once: the first run compiles. */
export async function warmUp({ network }: ExpressionModel): Promise<void> {
  // loadModel refuses networks with several outputs.
  const output = tidy(() => network.predict(zeros([1, INPUT_SIDE, INPUT_SIDE, 1])) as Tensor);
  await output.data();
  output.dispose();
}
