/** `export`: from a run's checkpoint to the folder that the extension bundles. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { FER2013_GEOMETRY } from '../../src/engine/align';
import { SIDE } from '../../src/engine/input';
import { MODEL_FORMAT, MODEL_FORMAT_VERSION } from '../../src/engine/model-metadata';
import { EXPRESSIONS } from '../../src/expressions';
import { BACKENDS, chooseBackend } from '../backends/choose';
import { loadCheckpoint } from '../checkpoint';
import { loadFaces } from '../dataset/cache';
import { FER2013_CLASSES } from '../dataset/labels';
import { split } from '../dataset/split';
import { toShippable } from '../export';
import { saveHead, withHead } from '../fer2013Head';
import { type Measures, measure } from '../metrics';
import { flops } from '../model';
import { loadModel, saveModel, type TrainedModelMetadata } from '../modelFile';
import { predict } from '../predict';
import { checkpointOf } from '../trainedNetwork';
import { agreedRows, pick } from '../validate';
import { oneOf } from './options';

export const help = `export: write the network of a run as a tfjs layers-model, a byte a weight

  --run NAME         folder under training/runs (required)
  --out FOLDER       default models/emotion; the FER2013 head, which is not shipped, goes to evaluation/ beside it
  --name NAME        in the version (default: the run's)
  --data FOLDER      for the temperature and the checks (default training/data)
  --backend NAME     ${BACKENDS.join(', ')} (default auto)`;

/** The network as it will be read from its files; written elsewhere, so that a model that is refused replaces none. */
async function readBack(model: LayersModel, metadata: TrainedModelMetadata): Promise<LayersModel> {
  const trial = mkdtempSync(join(tmpdir(), 'facet-export-'));
  try {
    await saveModel(trial, model, metadata);
    return (await loadModel(trial)).model;
  } finally {
    rmSync(trial, { recursive: true });
  }
}

/** Rounding that loses more than this share of accuracy is refused (issue 3). */
const ROUNDING_BOUND = 0.002;

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      run: { type: 'string' },
      out: { type: 'string', default: 'models/emotion' },
      name: { type: 'string' },
      data: { type: 'string', default: 'training/data' },
      backend: { type: 'string', default: 'auto' },
    },
  });
  if (!values.run) throw new Error('Say which run to export: --run NAME (a folder under training/runs).');
  await chooseBackend(oneOf('--backend', values.backend, BACKENDS));
  const checkpoint = loadCheckpoint(checkpointOf(values.run));
  const faces = await loadFaces(values.data);
  const { validation, training } = split(faces);
  const { model, head, temperature, foldingError, eceBefore, eceCrossFitted } = toShippable(
    checkpoint,
    faces,
    validation,
  );

  const { positions, truths } = agreedRows(faces, validation);
  const classes = EXPRESSIONS.length;
  const ferplus = (network: LayersModel): Measures =>
    measure(pick(predict(network, faces, validation)[0]!, positions, classes), truths, classes);
  const full = ferplus(model);

  const metadata = (measured: Record<string, number>): TrainedModelMetadata => ({
    format: MODEL_FORMAT,
    formatVersion: MODEL_FORMAT_VERSION,
    version: `${new Date().toISOString().slice(0, 10).replaceAll('-', '.')}-${values.name ?? values.run}`,
    labels: EXPRESSIONS,
    input: { side: SIDE, channels: 1, mean: 128, scale: 64 },
    temperature,
    crop: FER2013_GEOMETRY,
    network: {
      recipe: checkpoint.recipe.name,
      parameters: model.countParams(),
      megaflops: Math.round(flops(checkpoint.recipe.architecture) / 1e6),
    },
    trained: {
      command: checkpoint.command,
      commit: checkpoint.commit,
      seed: checkpoint.seed,
      epochs: checkpoint.epoch,
      data: `FER2013 Training with FER+ votes, ${training.length} pictures`,
    },
    measured,
  });
  const shipped = await readBack(model, metadata({}));
  const rounded = ferplus(shipped);
  if (full.accuracy - rounded.accuracy > ROUNDING_BOUND) {
    throw new Error(
      `Rounded weights lose ${((full.accuracy - rounded.accuracy) * 100).toFixed(2)} points; at most ${ROUNDING_BOUND * 100} are allowed.`,
    );
  }
  const byHead = measure(
    predict(withHead(shipped, head), faces, validation)[1]!,
    Array.from(validation, (row) => faces.classes[row]!),
    FER2013_CLASSES.length,
  );
  const round = (x: number) => Number(x.toFixed(4));
  const measured = {
    ferplusAccuracy: round(rounded.accuracy),
    ferplusMacroF1: round(rounded.macroF1),
    ferplusPictures: rounded.count,
    ece: round(eceCrossFitted),
    fer2013Accuracy: round(byHead.accuracy),
    fer2013Pictures: byHead.count,
  };
  const files = await saveModel(values.out, model, metadata(measured));
  const headFile = saveHead(values.out, head);
  console.log(
    `folded batch norm: probabilities differ by ${foldingError.toExponential(1)} at most\n` +
      `temperature ${temperature.toFixed(3)}: ECE ${(100 * eceBefore).toFixed(1)} % → ${(100 * eceCrossFitted).toFixed(1)} % (cross-fitted)\n` +
      `rounded weights: accuracy ${(100 * full.accuracy).toFixed(2)} % → ${(100 * rounded.accuracy).toFixed(2)} % on ${rounded.count} pictures`,
  );
  console.log(JSON.stringify(measured));
  for (const [name, { bytes, sha256 }] of Object.entries(files))
    console.log(`${values.out}/${name}  ${bytes} bytes  sha256 ${sha256}`);
  console.log(`${headFile}: FER2013's seven classes, for measuring only`);
}
