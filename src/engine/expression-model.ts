import type { Backend } from './backend';
import type { ExpressionModel } from './expression-network';
import { INPUT_SIDE } from './input';
import { unlessNoKernel } from './kernels/kernels';
import { layersOf } from './kernels/layers';
import { ProcessorNetwork } from './kernels/processor-network';
import type { ModelFiles } from './model-files';
import { parseModelMetadata } from './model-metadata';

/**
 * Lays out a network where it runs fastest: by kernels of our own on the processor, which need nothing of tfjs, or by tfjs.
 *
 * @param most faces that one run takes on the processor.
 * @throws a sentence for the user if the model is broken, or for another input than Facet's.
 */
export async function openModel(files: ModelFiles, backend: Backend, most: number): Promise<ExpressionModel> {
  const metadata = parseModelMetadata(files.userDefinedMetadata);
  const { kernels } = backend;
  const layers = kernels && unlessNoKernel(() => layersOf(files));
  // Compared before it is laid out: a network for large pictures would take all memory first.
  if (kernels && layers?.side === INPUT_SIDE && layers.labels === metadata.labels.length) {
    const network = await ProcessorNetwork.of(layers, kernels, most);
    if (network) return { metadata, network };
  }
  // It says what is wrong, where something is.
  const on = await backend.tfjs();
  const { modelOf, warmUp } = await import('./model');
  const model = await modelOf(files, on);
  try {
    await warmUp(model);
    return model;
  } catch (error) {
    model.network.dispose();
    throw error;
  }
}
