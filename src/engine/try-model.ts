import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import { startBackend } from './backend';
import { INPUT_AREA, INPUT_SIDE } from './input';
import { loadModel } from './model';
import { broken, type ModelMetadata } from './model-metadata';
import { asOwn, type OwnModel, sourceOf } from './own-model';
import type { EngineAssets } from './types';

/** Pictures that it is tried on: grey, black, white, and stripes. */
const TRIALS = [() => 0, () => -2, () => 2, (i: number) => (i % 5) - 2];

/**
 * Loads a model that the user brought, asks it about a few pictures, and puts it away.
 *
 * @returns what it says about itself.
 * @throws BrokenModel; or a sentence for the user where no back end starts.
 */
export async function tryModel(assets: EngineAssets, own: OwnModel): Promise<ModelMetadata> {
  const source = sourceOf(own);
  await startBackend(assets.tfjsWasm);
  const { network, metadata } = await loadModel(source);
  try {
    const input = Float32Array.from({ length: TRIALS.length * INPUT_AREA }, (_, i) =>
      TRIALS[Math.floor(i / INPUT_AREA)]!(i),
    );
    const output = tidy(() => {
      const said = network.predict(tensor4d(input, [TRIALS.length, INPUT_SIDE, INPUT_SIDE, 1]));
      return Array.isArray(said) ? said[0]! : said;
    });
    const values = Array.from(await output.data());
    output.dispose();
    for (let trial = 0; trial < TRIALS.length; trial++) {
      const said = values.slice(trial * metadata.labels.length, (trial + 1) * metadata.labels.length);
      const sum = said.reduce((all, p) => all + p, 0);
      if (!(Math.abs(sum - 1) < 0.01) || said.some((p) => !(p >= 0))) {
        throw broken('its outputs are not probabilities, which are 0 to 1 and together 1');
      }
    }
    return asOwn(metadata, own);
  } finally {
    network.dispose();
  }
}
