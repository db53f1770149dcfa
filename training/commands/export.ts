/** `export`: from a run's checkpoint to the folder that the extension bundles. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { FER2013_GEOMETRY } from '../../src/engine/align';
import { INPUT } from '../../src/engine/input';
import { MODEL_FORMAT, MODEL_FORMAT_VERSION, parseModelMetadata } from '../../src/engine/model-metadata';
import { EXPRESSIONS } from '../../src/expressions';
import { BACKENDS, chooseBackend } from '../backends/choose';
import { loadFaces } from '../dataset/cache';
import type { Faces } from '../dataset/fer2013';
import { fingerprintOf } from '../dataset/fingerprint';
import { FER2013_CLASSES } from '../dataset/labels';
import { openTraining } from '../dataset/open-training';
import { split } from '../dataset/split';
import { type Measures, measure } from '../metrics/classification';
import { agreedRows, pick } from '../metrics/validate';
import { measureShares, votedRows } from '../metrics/vote-shares';
import { classStyles } from '../export/class-styles';
import { saveHead, withHead } from '../export/fer2013-head';
import { loadModel, saveModel, type TrainedModelMetadata } from '../export/model-file';
import { measureOwn, ownMetadata, ownModelOf, ownPicturesOf } from '../export/own-model';
import { foldedOf, toShippable } from '../export/shippable';
import { checkpointOf, exportedOf, exportedWeightsOf, finalCheckpoint, metadataOf } from '../export/trained-network';
import type { Checkpoint } from '../fit/checkpoint';
import { checkSameData } from '../fit/same-data';
import { flops } from '../network/model';
import { predict } from '../network/predict';
import type { Weights } from '../network/weights';
import type { Recipe } from '../recipes/recipe';
import { recipe } from '../recipes/registry';
import { oneOf } from './options';
import { checkRunName } from '../run/run-folder';

export const help = `export: write the network of a run as a tfjs layers-model, a byte a weight

  --run NAME         folder under training/runs (required): its checkpoint or, where there is none, the network that was
                     exported into it before
  --out FOLDER       default training/runs/NAME/emotion; the FER2013 head, which is not shipped, goes to evaluation/ beside it
  --replace          put it in the place of the model that is in --out, and say how good both are on the same pictures
  --force            with --replace: even if the new one is worse
  --name NAME        in the version (default: the run's)
  --data PATH        for the checks (default training/data, or what a run on your own classes was trained on)
  --skip-broken      with your own classes: leave out pictures that cannot be read, as the run did
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

interface Trained {
  readonly recipe: Recipe;
  /** Folded; both heads give logits. */
  readonly weights: Weights;
  readonly trained: Pick<TrainedModelMetadata['trained'], 'command' | 'commit' | 'seed' | 'epochs' | 'teachers'>;
  /** Training pictures, where the run says so itself. */
  readonly pictures?: number;
  /** What was done to it, for the user. */
  readonly note: string;
}

async function trainedBy(run: string, faces: Faces, validation: Uint32Array): Promise<Trained> {
  if (!existsSync(checkpointOf(run)) && existsSync(exportedOf(run))) {
    const { network, trained } = await metadataOf(run);
    const note = `as ${exportedOf(run)} has it`;
    return { recipe: recipe(network.recipe), weights: await exportedWeightsOf(run), trained, note };
  }
  const checkpoint = finalCheckpoint(run);
  const { weights, foldingError } = foldedOf(checkpoint, faces, validation);
  return {
    recipe: checkpoint.recipe,
    weights,
    trained: {
      ...checkpoint,
      epochs: checkpoint.epoch,
      ...(checkpoint.data?.teachers ? { teachers: checkpoint.data.teachers } : {}),
    },
    ...(checkpoint.data ? { pictures: checkpoint.data.pictures } : {}),
    note: `folded batch norm: probabilities differ by ${foldingError.toExponential(1)} at most`,
  };
}

/** Rounding that loses more than this share of accuracy is refused. */
const ROUNDING_BOUND = 0.002;

interface OwnExport {
  readonly out: string;
  readonly version: string;
  readonly data: string | undefined;
  /** The folder whose model is to be replaced. */
  readonly replaced: string | undefined;
  readonly force: boolean;
  readonly skipBroken: boolean;
  readonly signal: AbortSignal;
}

async function exportOwn(
  checkpoint: Checkpoint,
  { out, version, data, replaced, force, skipBroken, signal }: OwnExport,
): Promise<void> {
  const { classes, limit } = checkpoint.data!;
  const { seed } = checkpoint;
  const { split: share, detect } = ownPicturesOf(checkpoint.data!);
  const options = { split: share, seed, skipBroken, signal, detect: detect === true };
  const { faces } = await openTraining(data ?? 'training/data', options);
  const { training, validation } = split(faces);
  // Of other pictures some that trained might be measured.
  checkSameData(
    { fingerprint: fingerprintOf(faces, limit ? training.subarray(0, limit) : training), pictures: training.length },
    { ...checkpoint.data!, teachers: {} },
    'This run',
  );
  const model = ownModelOf(checkpoint);
  const styles = classStyles(data ?? 'training/data', classes!);
  const described = (measured: Record<string, number>) => ownMetadata(checkpoint, version, model, measured, styles);
  // What the extension would refuse is not written.
  parseModelMetadata(described({}));
  const shipped = await readBack(model, described({}));
  const full = measureOwn(model, faces, validation, classes!);
  const rounded = measureOwn(shipped, faces, validation, classes!);
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  // On few pictures a single one is more than the bound.
  if (full.correct - rounded.correct > Math.max(1, ROUNDING_BOUND * full.count))
    throw new Error(
      `Rounded weights lose ${full.correct - rounded.correct} of ${full.count} pictures; at most ${ROUNDING_BOUND * 100} % are allowed.`,
    );
  if (replaced) {
    const { model: old, metadata } = await loadModel(replaced);
    const before = measureOwn(old, faces, validation, metadata.labels);
    const both = `${percent(before.accuracy)} there, ${percent(rounded.accuracy)} the new one, on the same ${rounded.count} pictures`;
    if (rounded.accuracy < before.accuracy && !force)
      throw new Error(
        `The new model is worse than the one in ${replaced} (${both}). Add --force to replace it all the same.`,
      );
    console.log(`replacing the model in ${replaced}: ${both}`);
  }
  const round = (x: number) => Number(x.toFixed(4));
  const measured = { accuracy: round(rounded.accuracy), macroF1: round(rounded.macroF1), pictures: rounded.count };
  const files = await saveModel(out, model, described(measured));
  console.log(
    `${classes!.join(', ')}: ${percent(rounded.accuracy)} of ${rounded.count} pictures right (${percent(full.accuracy)} before weights were rounded)`,
  );
  for (const [file, { bytes, sha256 }] of Object.entries(files))
    console.log(`${out}/${file}  ${bytes} bytes  sha256 ${sha256}`);
}

export async function run(args: string[], signal: AbortSignal): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      run: { type: 'string' },
      out: { type: 'string' },
      replace: { type: 'boolean', default: false },
      force: { type: 'boolean', default: false },
      name: { type: 'string' },
      data: { type: 'string' },
      'skip-broken': { type: 'boolean', default: false },
      backend: { type: 'string', default: 'auto' },
    },
  });
  if (!values.run) throw new Error('Say which run to export: --run NAME (a folder under training/runs).');
  const name = checkRunName(values.run);
  const out = values.out ?? exportedOf(name);
  const isThere = existsSync(join(out, 'model.json')) && resolve(out) !== resolve(exportedOf(name));
  if (isThere && !values.replace)
    throw new Error(`${out} holds a model already. Add --replace to put this one in its place, or name another --out.`);
  await chooseBackend(oneOf('--backend', values.backend, BACKENDS));
  const version = `${new Date().toISOString().slice(0, 10).replaceAll('-', '.')}-${values.name ?? name}`;
  const ending = existsSync(checkpointOf(name)) ? finalCheckpoint(name) : undefined;
  if (ending?.data?.classes) {
    const replaced = isThere ? out : undefined;
    return exportOwn(ending, {
      out,
      version,
      data: values.data ?? ending.data.path,
      replaced,
      force: values.force,
      skipBroken: values['skip-broken'],
      signal,
    });
  }
  const faces = await loadFaces(values.data ?? 'training/data');
  const { validation, training } = split(faces);
  const { recipe: by, weights, trained, note, pictures = training.length } = await trainedBy(name, faces, validation);
  const { model, head } = toShippable(by.architecture, weights, faces, validation);

  const { positions, truths } = agreedRows(faces, validation);
  const classes = EXPRESSIONS.length;
  const ferplus = (network: LayersModel): Measures =>
    measure(pick(predict(network, faces, validation)[0]!, positions, classes), truths, classes);
  const full = ferplus(model);

  const metadata = (measured: Record<string, number>): TrainedModelMetadata => ({
    format: MODEL_FORMAT,
    formatVersion: MODEL_FORMAT_VERSION,
    version,
    labels: EXPRESSIONS,
    input: INPUT,
    crop: FER2013_GEOMETRY,
    network: {
      architecture: by.architecture,
      recipe: by.name,
      parameters: model.countParams(),
      megaflops: Math.round(flops(by.architecture) / 1e6),
    },
    trained: {
      command: trained.command,
      commit: trained.commit,
      seed: trained.seed,
      epochs: trained.epochs,
      data: `FER2013 Training with FER+ votes, ${pictures} pictures`,
      ...(trained.teachers ? { teachers: trained.teachers } : {}),
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
  const { positions: votedOn, shares: votes } = votedRows(faces, validation);
  const shares = measureShares(pick(predict(shipped, faces, validation)[0]!, votedOn, classes), votes, classes);
  const round = (x: number) => Number(x.toFixed(4));
  const measured = {
    ferplusAccuracy: round(rounded.accuracy),
    ferplusMacroF1: round(rounded.macroF1),
    ferplusPictures: rounded.count,
    shareError: round(shares.topError),
    shareDivergence: round(shares.kl),
    sharePictures: shares.count,
    fer2013Accuracy: round(byHead.accuracy),
    fer2013Pictures: byHead.count,
  };
  if (isThere) {
    const old = ferplus((await loadModel(out)).model);
    const both = `${(100 * old.accuracy).toFixed(2)} % there, ${(100 * rounded.accuracy).toFixed(2)} % the new one, on the same ${rounded.count} pictures`;
    if (rounded.accuracy < old.accuracy && !values.force)
      throw new Error(
        `The new model is worse than the one in ${out} (${both}). Add --force to replace it all the same.`,
      );
    console.log(`replacing the model in ${out}: ${both}`);
  }
  const files = await saveModel(out, model, metadata(measured));
  const headFile = saveHead(out, head);
  console.log(
    `${note}\n` +
      `against the votes on ${shares.count} pictures: ${(100 * shares.topError).toFixed(1)} points off, KL ${shares.kl.toFixed(3)} nats\n` +
      `rounded weights: accuracy ${(100 * full.accuracy).toFixed(2)} % → ${(100 * rounded.accuracy).toFixed(2)} % on ${rounded.count} pictures`,
  );
  console.log(JSON.stringify(measured));
  for (const [file, { bytes, sha256 }] of Object.entries(files))
    console.log(`${out}/${file}  ${bytes} bytes  sha256 ${sha256}`);
  console.log(`${headFile}: FER2013's seven classes, for measuring only`);
}
