import { Failure } from '../problem';
import { startBackend } from './backend';
import { CPU_BATCH } from './classifier';
import { openModel } from './expression-model';
import type { ExpressionModel } from './expression-network';
import { INPUT_AREA } from './input';
import { broken, type ModelMetadata } from './model-metadata';
import { asOwn, filesOf, type OwnModel } from './own-model';
import type { EngineAssets } from './types';

/** Pictures that it is tried on: grey, black, white, and stripes. */
const TRIALS = [() => 0, () => -2, () => 2, (i: number) => (i % 5) - 2];

const pictureOf = (level: (i: number) => number) => Float32Array.from({ length: INPUT_AREA }, (_, i) => level(i));

/**
 * Loads a model that the user brought, asks it about a few pictures, and puts it away.
 *
 * @returns what it says about itself.
 * @throws BrokenModel; or Failure where no back end starts.
 */
export async function tryModel(assets: EngineAssets, own: OwnModel): Promise<ModelMetadata> {
  const files = filesOf(own);
  const backend = await startBackend(assets);
  try {
    return asOwn(await tried(await openModel(files, backend, CPU_BATCH)), own);
  } catch (error) {
    // What tfjs says where a layer does not fit the ones before it, or memory does not do.
    throw error instanceof Failure ? error : broken({ code: 'model_fails' }, { cause: error });
  }
}

/** Puts it away. */
async function tried({ network, metadata }: ExpressionModel): Promise<ModelMetadata> {
  try {
    // As many at once as a call has: what is accepted must not lack the memory later.
    const trials = Array.from({ length: CPU_BATCH }, (_, trial) => pictureOf(TRIALS[trial % TRIALS.length]!));
    const values = Array.from(await network.run(trials));
    for (let trial = 0; trial < trials.length; trial++) {
      const said = values.slice(trial * metadata.labels.length, (trial + 1) * metadata.labels.length);
      const sum = said.reduce((all, p) => all + p, 0);
      if (!(Math.abs(sum - 1) < 0.01) || said.some((p) => !(p >= 0))) {
        throw broken({ code: 'model_outputs' });
      }
    }
    return metadata;
  } finally {
    network.dispose();
  }
}
