/** `train`: from the CSV files to a checkpoint. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { BACKENDS, type BackendName, chooseBackend } from '../backends/choose';
import { checkPrecision, PRECISIONS, type Precision, withPrecision } from '../operations/precision';
import { batchFor, type DistillationTargets } from '../dataset/batches';
import type { Faces } from '../dataset/fer2013';
import { fingerprintOf } from '../dataset/fingerprint';
import { openTraining } from '../dataset/open-training';
import { type BatchSource, inlineBatches, prefetchedBatches } from '../dataset/prefetch';
import { split } from '../dataset/split';
import { distillationTargets } from '../distil/distillation-targets';
import { keptAnswer } from '../distil/kept-answers';
import { loadModel } from '../export/model-file';
import { architectureOf, checkpointOf, digestOf, exportedWeightsOf, teacherOf } from '../export/trained-network';
import { type Checkpoint, isFinished, loadCheckpoint, type TrainedData } from '../fit/checkpoint';
import { type EpochReport, fitNetwork } from '../fit/fit';
import { withClasses } from '../fit/other-classes';
import { checkSameData } from '../fit/same-data';
import { beginFrom } from '../fit/warm-start';
import { flops } from '../network/model';
import { readWeights, type Weights } from '../network/weights';
import { readRecipe, recipeSchema } from '../recipes/read-recipe';
import type { Recipe } from '../recipes/recipe';
import { RECIPES } from '../recipes/registry';
import { commit } from '../provenance/commit';
import { CURVES, EpochLog } from '../run/epoch-log';
import { fraction, oneOf, positive, seedOf } from './options';
import { progress } from './progress';
import { checkRunName, lockRun } from '../run/run-folder';

export const help = `train: fit a network to FER2013, with or without FER+ votes, or to pictures of your own

  --recipe NAME      ${Object.keys(RECIPES).join(', ')} 
                     or a JSON file (default plain for FER2013 with votes, finetune with --from, own otherwise)
  --set NAME=VALUE   change one setting of the recipe, such as epochs=30 or architecture.dropout=0.3; can be repeated
  --show             print the whole recipe and end; --schema prints what a recipe may hold
  --from FOLDER      begin with an exported model, such as models/emotion; its network is the recipe's
  --run NAME         folder under training/runs (default: the recipe's name and seed)
  --resume           go on from the run's last epoch; gives exactly what an unbroken run gives
  --finish           begin the run, or go on with it, or do nothing where it is finished: the same command until it is done
  --seed N           default 0
  --epochs N         length of the schedule (default: the recipe's); with --resume, the rest of it is laid out anew
  --stop-after N     end after N epochs without shortening the schedule
  --limit N          use only the first N training pictures
  --data PATH        a folder with fer2013.csv (and fer2013new.csv), a folder per class, train/ and test/ with a folder per
                     class each, or a CSV file with the columns path and label (default training/data)
  --split SHARE      of each class, to train on, where the data has no parts (default 0.8); drawn by --seed
  --detect           the pictures are whole ones: find the largest face in each, align and crop it as in a call
  --skip-broken      leave out pictures that cannot be read, and list them
  --backend NAME     ${BACKENDS.join(', ')} (default auto)
  --precision NAME   of convolutions: float32 (default), or bfloat16, 1.3 to 1.6 times as fast where the processor has it;
                     a run that is resumed keeps its own unless told otherwise
  --inline           augment in the training thread instead of a worker`;

/** Enough to measure means by. */
const some = (rows: Uint32Array) => rows.filter((_, i) => i % Math.ceil(rows.length / 1024) === 0);

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}

function line(report: EpochReport): string {
  const { epoch, epochs, loss, samplesPerSecond, secondsLeft, main, fer2013, training, best } = report;
  const accuracy = fer2013
    ? `FER+ ${percent(main.accuracy)} (macro-F1 ${main.macroF1.toFixed(3)})  FER2013 ${percent(fer2013.accuracy)}`
    : `validation ${percent(main.accuracy)} (macro-F1 ${main.macroF1.toFixed(3)})`;
  return (
    `epoch ${epoch}/${epochs}  loss ${loss.toFixed(4)}  training ${percent(training)}  ${accuracy}  ` +
    `${samplesPerSecond.toFixed(0)} samples/s  ${duration(secondsLeft)} left${best ? `  best: epoch ${best}` : ''}`
  );
}

const FROM_NEEDS_OWN =
  '--from begins with a model for other classes: it wants --data with a folder per class, or a CSV of labels.';

/** Pictures of a class below which what is learned of it is hardly more than those pictures. */
const FEW = 20;

function tooFew({ own }: Faces, rows: Uint32Array): string[] {
  if (!own) return [];
  return own.names.flatMap((name, k) => {
    const count = rows.reduce((sum, row) => sum + (own.labels[row] === k ? 1 : 0), 0);
    return count < FEW
      ? [
          `"${name}" has ${count} pictures to train on. Fewer than ${FEW} teach a network little: add some, or add --from models/emotion.`,
        ]
      : [];
  });
}

/** By what is there: FER2013 with votes has recipes of its own. */
function defaultRecipe(data: string, from: string | undefined): string {
  if (from !== undefined) return 'finetune';
  return existsSync(join(data, 'fer2013new.csv')) || !existsSync(data) ? 'plain' : 'own';
}

interface Start {
  readonly weights: Weights;
  readonly labels: readonly string[];
  readonly architecture: Recipe['architecture'];
}

/** @throws Error where the folder holds no model */
async function startFrom(folder: string): Promise<Start> {
  if (!existsSync(join(folder, 'model.json')))
    throw new Error(`${folder} holds no model.json to begin from. Name a folder that "npm run export" wrote.`);
  const { model, metadata } = await loadModel(folder);
  return {
    weights: readWeights(model),
    labels: metadata.labels,
    architecture: architectureOf(metadata),
  };
}

const commandOf = ({ command, recipe, epoch }: Checkpoint, epochs: number) =>
  epochs === recipe.epochs ? command : `${command}; from epoch ${epoch + 1} on with --resume --epochs ${epochs}`;

/** A resumed run keeps the pictures that it began with. @throws Error where it is told otherwise */
function limitOf(given: string | undefined, resumed: Checkpoint | undefined, name: string): number | undefined {
  const limit = given === undefined ? undefined : positive('--limit', given);
  if (!resumed?.data) return limit;
  if (limit !== undefined && limit !== resumed.data.limit)
    throw new Error(
      `${name} was begun ${resumed.data.limit ? `with --limit ${resumed.data.limit}` : 'without --limit'}, and a resumed run ` +
        'keeps its pictures. Leave out --limit, or begin another --run.',
    );
  return resumed.data.limit;
}

/** FLOP a second that the wasm back end trains at on one core (measured: 3 GFLOP/s on an EPYC with AVX2). */
const WASM_FLOPS = 3e9;
/** Seconds from which on a run without oneDNN is begun only by name. */
const SHORT = 600;

/** @throws Error saying how long it would take, where nobody chose the slow back end by name */
function checkPatience(wanted: string, backend: string, { architecture, epochs }: Recipe, pictures: number): void {
  if (wanted !== 'auto' || !backend.startsWith('wasm')) return;
  // Backwards is twice the work of forwards.
  const seconds = (3 * flops(architecture) * pictures * epochs) / WASM_FLOPS;
  if (seconds > SHORT)
    throw new Error(
      `Without oneDNN this run would take about ${duration(seconds)}. Install it (see above), choose a smaller network or fewer ` +
        'epochs, or add --backend wasm to train all the same.',
    );
}

/** Whose answers or weights a run stands on, by what they are now. */
function teachersOf({ distillation, beginsFrom }: Recipe): Pick<TrainedData, 'teachers'> {
  const runs = new Set([...(distillation?.teachers ?? []), ...(beginsFrom ? [beginsFrom] : [])]);
  return runs.size > 0 ? { teachers: Object.fromEntries([...runs].map((run) => [run, digestOf(run)])) } : {};
}

async function learn(
  { distillation, augmentation, mixup, epochs }: Recipe,
  faces: Faces,
  rows: Uint32Array,
  precision: Precision,
  signal: AbortSignal,
): Promise<DistillationTargets | undefined> {
  if (!distillation) return undefined;
  const { teachers, views, share, consistent, unmixed = 0 } = distillation;
  const looks = { augmentation, mixup, among: rows, unmixedFrom: views };
  const networks = await Promise.all(teachers.map(teacherOf));
  const onProgress = progress(`asking ${teachers.join(', ')}`);
  const distilled = await distillationTargets(networks, faces, rows, {
    views: views + unmixed,
    share,
    ask: (teacher, question) => withPrecision(precision, () => keptAnswer(teacher, question)),
    signal,
    onProgress,
    ...(consistent ? { looks } : {}),
  });
  return unmixed > 0 ? { ...distilled, unmixed: { epoch: epochs - unmixed, view: views } } : distilled;
}

export async function run(args: string[], signal: AbortSignal): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      recipe: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
      show: { type: 'boolean', default: false },
      schema: { type: 'boolean', default: false },
      from: { type: 'string' },
      split: { type: 'string', default: '0.8' },
      'skip-broken': { type: 'boolean', default: false },
      detect: { type: 'boolean', default: false },
      run: { type: 'string' },
      resume: { type: 'boolean', default: false },
      finish: { type: 'boolean', default: false },
      seed: { type: 'string', default: '0' },
      epochs: { type: 'string' },
      'stop-after': { type: 'string' },
      limit: { type: 'string' },
      data: { type: 'string', default: 'training/data' },
      backend: { type: 'string', default: 'auto' },
      precision: { type: 'string' },
      inline: { type: 'boolean', default: false },
    },
  });
  if (values.schema) return console.log(JSON.stringify(recipeSchema(), null, 2));
  const wanted = values.recipe ?? defaultRecipe(values.data, values.from);
  const begun = values.from === undefined ? undefined : await startFrom(values.from);
  const written = readRecipe(wanted, values.set);
  if (values.show) return console.log(JSON.stringify(written, null, 2));
  const backend = await chooseBackend(oneOf<BackendName>('--backend', values.backend, BACKENDS));
  const title = wanted.endsWith('.json') ? written.name : wanted;
  const name = checkRunName(values.run ?? `${title}-${values.seed}`);
  const checkpointFile = checkpointOf(name);
  const folder = dirname(checkpointFile);
  const isBegun = existsSync(checkpointFile);
  if (!values.resume && !values.finish && isBegun) {
    throw new Error(`${checkpointFile} exists. Add --resume to go on with it, or name another --run.`);
  }
  const resumeFrom = values.resume || (values.finish && isBegun) ? loadCheckpoint(checkpointFile) : undefined;
  const asked: Recipe = {
    ...(resumeFrom?.recipe ?? (begun ? { ...written, architecture: begun.architecture } : written)),
    ...(values.epochs ? { epochs: positive('--epochs', values.epochs) } : {}),
  };
  if (values.finish && resumeFrom && isFinished({ ...resumeFrom, recipe: asked }))
    return console.log(`finished already: ${checkpointFile}, after epoch ${resumeFrom.epoch}`);
  if (resumeFrom && asked.epochs <= resumeFrom.epoch)
    throw new Error(`${name} has ${resumeFrom.epoch} epochs behind it: --epochs must be more than that.`);
  const precision = oneOf<Precision>('--precision', values.precision ?? resumeFrom?.precision ?? 'float32', PRECISIONS);
  checkPrecision(precision, backend);
  const seed = resumeFrom?.seed ?? seedOf(values.seed);
  const limit = limitOf(values.limit, resumeFrom, name);
  const share = resumeFrom?.data?.split ?? fraction('--split', values.split);

  if (resumeFrom && values.detect && !resumeFrom.data?.detect)
    throw new Error(`${name} was begun without --detect. Leave it out, or begin another --run.`);
  const detect = resumeFrom ? resumeFrom.data?.detect === true : values.detect;
  const reading = progress(detect ? 'finding faces' : 'reading pictures');
  const { faces, notes } = await openTraining(values.data, {
    split: share,
    seed,
    skipBroken: values['skip-broken'],
    detect,
    signal,
    onProgress: (done, all) => reading(done / all),
  });
  for (const note of notes) console.log(note);
  if (!faces.own && asked.architecture.hidden === undefined && begun) throw new Error(FROM_NEEDS_OWN);
  const { training, validation, dropped } = split(faces);
  if (validation.length === 0)
    throw new Error(`${values.data} has no pictures of PublicTest, which a run is measured on after every epoch.`);
  const rows = limit ? training.subarray(0, limit) : training;
  for (const line of tooFew(faces, rows)) console.warn(line);
  const data: TrainedData = {
    fingerprint: fingerprintOf(faces, rows),
    pictures: rows.length,
    path: values.data,
    ...(limit ? { limit } : {}),
    ...(detect ? { detect } : {}),
    ...(faces.own ? { classes: faces.own.names, split: share } : {}),
    ...teachersOf(asked),
  };
  checkSameData(data, resumeFrom?.data, name);
  const chosen: Recipe = { ...asked, batch: batchFor(rows.length, asked.batch) };
  console.log(
    `${backend}, ${precision}; ${(flops(chosen.architecture) / 1e6).toFixed(0)} MFLOP forward; ${rows.length} training pictures ` +
      `(left out: ${dropped.inValidation} that are also among those to validate, ${dropped.unusable} unusable), ${validation.length} to validate`,
  );
  if (chosen.batch < asked.batch)
    console.log(`${rows.length} pictures are few: ${chosen.batch} a step instead of ${asked.batch}`);
  if (resumeFrom) console.log(`resuming after epoch ${resumeFrom.epoch} of ${chosen.epochs}`);

  checkPatience(values.backend, backend, chosen, rows.length);
  const lock = lockRun(folder);
  // Asked for before the teachers are: a commit made meanwhile is not what runs.
  const running = commit();
  let batches: BatchSource | undefined;
  const log = new EpochLog(folder, name, resumeFrom?.epoch ?? 0);
  try {
    const distilled = await learn(chosen, faces, rows, precision, signal);
    const first = resumeFrom
      ? undefined
      : begun && faces.own
        ? withClasses(begun.weights, begun.labels, faces.own.names)
        : chosen.beginsFrom
          ? await exportedWeightsOf(chosen.beginsFrom)
          : undefined;
    batches = (values.inline ? inlineBatches : prefetchedBatches)(faces, rows, {
      seed,
      ...chosen,
      ...(distilled ? { distillationTargets: distilled } : {}),
    });
    let step = progress('');
    let stepping = 0;
    await fitNetwork({
      recipe: chosen,
      seed,
      faces,
      validation,
      sample: some(rows),
      batches,
      precision,
      checkpointFile,
      data,
      // A resumed run is known by the command that began it, and by every commit that had a part in it.
      command: resumeFrom ? commandOf(resumeFrom, chosen.epochs) : `npm run train -- ${args.join(' ')}`.trim(),
      commit: [...new Set([...(resumeFrom?.commit.split(', ') ?? []), running])].join(', '),
      ...(resumeFrom ? { resumeFrom } : {}),
      ...(first ? { begin: (model) => beginFrom(model, chosen.architecture, first, faces, some(rows)) } : {}),
      ...(values['stop-after'] ? { stopAfter: positive('--stop-after', values['stop-after']) } : {}),
      signal,
      onStep: (share, epoch) => {
        if (epoch !== stepping) step = progress(`epoch ${epoch}/${chosen.epochs}`);
        stepping = epoch;
        step(share);
      },
      onEpoch: (report) => {
        console.log(line(report));
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
