/** `soup`: several runs of one recipe become one network. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BACKENDS, chooseBackend } from '../backends/choose';
import { loadCheckpoint, saveCheckpoint } from '../checkpoint';
import { loadFaces } from '../dataset/cache';
import { prefetchedBatches } from '../dataset/prefetch';
import { split } from '../dataset/split';
import { buildInferenceModel } from '../model';
import { meanWeights, measureStatistics } from '../soup';
import { checkpointOf } from '../trainedNetwork';
import { validate } from '../validate';
import { foldBatchNorm, writeWeights } from '../weights';
import { oneOf } from './options';

export const help = `soup: average the weights of finished runs that began from the same network

  NAME NAME ...      folders under training/runs, of one recipe with "beginsFrom"
  --run NAME         folder under training/runs for the result (default: the recipe's name and "soup")
  --data FOLDER      default training/data
  --backend NAME     ${BACKENDS.join(', ')} (default auto)`;

export async function run(args: string[], signal: AbortSignal): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      run: { type: 'string' },
      data: { type: 'string', default: 'training/data' },
      backend: { type: 'string', default: 'auto' },
    },
  });
  await chooseBackend(oneOf('--backend', values.backend, BACKENDS));
  const runs = positionals.map((name) => loadCheckpoint(checkpointOf(name)));
  const mean = meanWeights(runs);
  const { recipe, seed, precision } = runs[0]!;
  const file = checkpointOf(values.run ?? `${recipe.name}-soup`);
  if (existsSync(file)) throw new Error(`${file} exists. Name another --run, or delete it.`);
  const faces = await loadFaces(values.data);
  const { training, validation } = split(faces);
  const batches = prefetchedBatches(faces, training, { seed, ...recipe });
  try {
    const average = await measureStatistics(mean, recipe, batches, signal);
    const network = buildInferenceModel(recipe.architecture, { fer2013: true });
    writeWeights(network, foldBatchNorm(average, recipe.architecture));
    const { ferplus, fer2013 } = validate(network, faces, validation);
    saveCheckpoint(file, {
      recipe,
      seed,
      seeds: runs.map((run) => run.seed),
      epoch: recipe.epochs,
      averageUpdates: 0,
      command: [`npm run soup -- ${positionals.join(' ')}`, ...runs.map(({ command }) => command)].join(', '),
      commit: [...new Set(runs.flatMap(({ commit }) => commit.split(', ')))].join(', '),
      ...(precision ? { precision } : {}),
      measured: { ferplus: ferplus.accuracy, ferplusMacroF1: ferplus.macroF1, fer2013: fer2013.accuracy },
      weights: average,
      momentum: new Map(),
      average,
    });
    const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
    console.log(
      `FER+ ${percent(ferplus.accuracy)} (macro-F1 ${ferplus.macroF1.toFixed(3)})  FER2013 ${percent(fer2013.accuracy)}  ${file}`,
    );
  } finally {
    await batches.close();
  }
}
