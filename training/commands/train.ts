/** `train`: from the CSV files to a checkpoint. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BACKENDS, type BackendName, chooseBackend } from '../backends/choose';
import { fraction, oneOf, positive, seedOf } from '../console/options';
import { progress } from '../console/progress';
import { batchFor } from '../dataset/batch-size';
import { type BatchSource, inlineBatches, prefetchedBatches } from '../dataset/prefetch';
import { checkpointOf } from '../export/trained-network';
import { commit } from '../files/commit';
import { isFinished, type TrainedData } from '../fit/checkpoint';
import { fitNetwork } from '../fit/fit';
import { checkSameData } from '../fit/same-data';
import { beginFrom } from '../fit/warm-start';
import { flops } from '../network/model';
import { checkPrecision, PRECISIONS, type Precision } from '../operations/precision';
import { readRecipe, recipeSchema } from '../recipes/read-recipe';
import type { Recipe } from '../recipes/recipe';
import { epochLine } from '../run/epoch-line';
import { CURVES, EpochLog } from '../run/epoch-log';
import { checkPatience } from '../run/patience';
import { checkpointToResume, commandOf, commitsOf, detectOf, limitOf } from '../run/resume';
import { checkRunName, lockRun } from '../run/run-folder';
import { openRunPictures } from '../run/run-pictures';
import { firstWeights, startFrom } from '../run/start';
import { taughtTargets, teachersOf } from '../run/teachers';
import { trainOptions } from './train-options';

export { help } from './train-options';

const FROM_NEEDS_OWN =
  '--from begins with a model for other classes: it wants --data with a folder per class, or a CSV of labels.';

/** By what is there: FER2013 with votes has recipes of its own. */
function defaultRecipe(data: string, from: string | undefined): string {
  if (from !== undefined) return 'finetune';
  return existsSync(join(data, 'fer2013new.csv')) || !existsSync(data) ? 'plain' : 'own';
}

/** Enough to measure means by. */
const some = (rows: Uint32Array) => rows.filter((_, i) => i % Math.ceil(rows.length / 1024) === 0);

/** A bar for each epoch. */
function epochProgress(epochs: number): (share: number, epoch: number) => void {
  let bar = progress('');
  let current = 0;
  return (share, epoch) => {
    if (epoch !== current) bar = progress(`epoch ${epoch}/${epochs}`);
    current = epoch;
    bar(share);
  };
}

/** Trains to the end, or until the signal. @throws Error in a sentence where it cannot begin or go on */
export async function run(args: string[], signal: AbortSignal): Promise<void> {
  const values = trainOptions(args);
  if (values.schema) return console.log(JSON.stringify(recipeSchema(), null, 2));
  const wanted = values.recipe ?? defaultRecipe(values.data, values.from);
  const start = values.from === undefined ? undefined : await startFrom(values.from);
  const written = readRecipe(wanted, values.set);
  if (values.show) return console.log(JSON.stringify(written, null, 2));

  const backend = await chooseBackend(oneOf<BackendName>('--backend', values.backend, BACKENDS));
  const name = checkRunName(values.run ?? `${wanted.endsWith('.json') ? written.name : wanted}-${values.seed}`);
  const checkpointFile = checkpointOf(name);
  const resumeFrom = checkpointToResume(name, values);
  const asked: Recipe = {
    ...(resumeFrom?.recipe ?? (start ? { ...written, architecture: start.architecture } : written)),
    ...(values.epochs ? { epochs: positive('--epochs', values.epochs) } : {}),
  };
  if (values.finish && resumeFrom && isFinished({ ...resumeFrom, recipe: asked }))
    return console.log(`finished already: ${checkpointFile}, after epoch ${resumeFrom.epoch}`);
  if (resumeFrom && asked.epochs <= resumeFrom.epoch)
    throw new Error(`${name} has ${resumeFrom.epoch} epochs behind it: --epochs must be more than that.`);
  const precision = oneOf<Precision>('--precision', values.precision ?? resumeFrom?.precision ?? 'float32', PRECISIONS);
  checkPrecision(precision, backend);
  const seed = resumeFrom?.seed ?? seedOf(values.seed);

  const pictures = await openRunPictures(values.data, {
    seed,
    limit: limitOf(values.limit, resumeFrom, name),
    share: resumeFrom?.data?.split ?? fraction('--split', values.split),
    detect: detectOf(values.detect, resumeFrom, name),
    skipBroken: values['skip-broken'],
    signal,
  });
  const { faces, rows, validation, dropped } = pictures;
  if (!faces.own && asked.architecture.hidden === undefined && start) throw new Error(FROM_NEEDS_OWN);
  const data: TrainedData = { ...pictures.data, ...teachersOf(asked) };
  checkSameData(data, resumeFrom?.data, name);
  const recipe: Recipe = { ...asked, batch: batchFor(rows.length, asked.batch) };
  console.log(
    `${backend}, ${precision}; ${(flops(recipe.architecture) / 1e6).toFixed(0)} MFLOP forward; ${rows.length} training pictures ` +
      `(left out: ${dropped.inValidation} that are also among those to validate, ${dropped.unusable} unusable), ${validation.length} to validate`,
  );
  if (recipe.batch < asked.batch)
    console.log(`${rows.length} pictures are few: ${recipe.batch} a step instead of ${asked.batch}`);
  if (resumeFrom) console.log(`resuming after epoch ${resumeFrom.epoch} of ${recipe.epochs}`);

  checkPatience(values.backend, backend, recipe, rows.length);
  const folder = dirname(checkpointFile);
  const lock = lockRun(folder);
  // Asked for before the teachers are: a commit made meanwhile is not what runs.
  const running = commit();
  let batches: BatchSource | undefined;
  const log = new EpochLog(folder, name, resumeFrom?.epoch ?? 0);
  try {
    const targets = await taughtTargets(recipe, faces, rows, precision, signal);
    const first = resumeFrom ? undefined : await firstWeights(start, recipe, faces);
    batches = (values.inline ? inlineBatches : prefetchedBatches)(faces, rows, {
      seed,
      ...recipe,
      ...(targets ? { distillationTargets: targets } : {}),
    });
    await fitNetwork({
      recipe,
      seed,
      faces,
      validation,
      sample: some(rows),
      batches,
      precision,
      checkpointFile,
      data,
      command: commandOf(args, resumeFrom, recipe.epochs),
      commit: commitsOf(resumeFrom, running),
      ...(resumeFrom ? { resumeFrom } : {}),
      ...(first ? { begin: (model) => beginFrom(model, recipe.architecture, first, faces, some(rows)) } : {}),
      ...(values['stop-after'] ? { stopAfter: positive('--stop-after', values['stop-after']) } : {}),
      signal,
      onStep: epochProgress(recipe.epochs),
      onEpoch: (report) => {
        console.log(epochLine(report));
        log.add(report);
      },
    });
  } finally {
    log.end();
    await batches?.close();
    lock.release();
  }
  // Whoever gave the command until the run is finished has to give it again.
  if (signal.aborted && values.finish) process.exitCode = 1;
  console.log(
    signal.aborted
      ? `stopped; go on with --run ${name} --resume`
      : `done: ${checkpointFile}; how it learned: ${join(folder, CURVES)}`,
  );
}
