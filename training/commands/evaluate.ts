/** `evaluate`: how good a model or a run is, as Markdown, JSON and plots. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BACKENDS, chooseBackend } from '../backends/choose';
import { oneOf } from '../console/options';
import { progress } from '../console/progress';
import { USAGES } from '../dataset/faces';
import { answersOf } from '../evaluation/answers';
import { evaluate, type Subject } from '../evaluation/evaluate';
import { openPictures, type Trained } from '../evaluation/open-pictures';
import { type EvaluationFile, markdown, reportFiles } from '../evaluation/report';
import { reportPage } from '../evaluation/run-report';
import { loadHead, withHead } from '../export/fer2013-head';
import { loadModel, WEIGHTS_FILE } from '../export/model-file';
import { ownPicturesOf } from '../export/own-model';
import { finalCheckpoint, inferenceOf } from '../export/trained-network';
import { commit } from '../files/commit';
import { sha256Of } from '../files/sha256';
import { checkRunName } from '../run/run-folder';

/** For --help. */
export const help = `evaluate: accuracy, F1, confusion, calibration, what calls cost, and for which pictures

  --data PATH        a folder with fer2013.csv (and fer2013new.csv, for FER+), such a CSV file itself, or a folder with
                     one sub-folder of pictures per expression ("happy", "anger", ...); default training/data
  --usage NAME       part of fer2013.csv: ${USAGES.join(', ')} (default PublicTest)
  --votes FILE       FER+ votes, where they are not in fer2013new.csv beside the pictures
  --model FOLDER     an exported model (default models/emotion)
  --run NAME         instead: the averaged weights of a run, with the FER2013 head and as trained
  --detect           the pictures are whole ones: find the largest face in each, align and crop it as in a call
  --skip-broken      leave out pictures that cannot be read, and list them
  --quick            without the robustness table
  --out FOLDER       also write evaluation.md, evaluation.json, the plots, and report.html with the worst mistakes
  --backend NAME     ${BACKENDS.join(', ')} (default auto)`;

/** A run, or else the model in a folder. */
export async function subjectOf(
  run: string | undefined,
  folder: string,
): Promise<{ network: Subject; trained?: Trained; about: Pick<EvaluationFile, 'subject' | 'files'> }> {
  if (run !== undefined) {
    const { recipe, epoch, data, seed } = finalCheckpoint(checkRunName(run));
    const about = { subject: `Run ${run} after epoch ${epoch} of ${recipe.epochs}` };
    return {
      network: { model: inferenceOf(run), logits: true, ...(data?.classes ? { labels: data.classes } : {}) },
      ...(data?.classes ? { trained: { seed, ...ownPicturesOf(data) } } : {}),
      about,
    };
  }
  const { model, metadata } = await loadModel(folder);
  const head = loadHead(folder);
  return {
    network: { model: head ? withHead(model, head) : model, logits: false, labels: metadata.labels },
    ...(metadata.trained?.own ? { trained: { seed: metadata.trained.seed, ...metadata.trained.own } } : {}),
    about: {
      subject: `Model ${metadata.version} in ${folder}${head ? '' : ', without a FER2013 head beside it'}`,
      files: Object.fromEntries(['model.json', WEIGHTS_FILE].map((name) => [name, sha256Of(join(folder, name))])),
    },
  };
}

/** Prints the report, and writes it where that is asked for. @throws Error where there is nothing to measure */
export async function run(args: string[], signal: AbortSignal): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      model: { type: 'string', default: 'models/emotion' },
      run: { type: 'string' },
      usage: { type: 'string' },
      votes: { type: 'string' },
      'skip-broken': { type: 'boolean', default: false },
      detect: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      out: { type: 'string' },
      data: { type: 'string', default: 'training/data' },
      backend: { type: 'string', default: 'auto' },
    },
  });
  const usage = values.usage === undefined ? undefined : oneOf('--usage', values.usage, USAGES);
  const backend = await chooseBackend(oneOf('--backend', values.backend, BACKENDS));
  const { network, about, trained } = await subjectOf(values.run, values.model);
  const reading = progress('reading');
  const { about: pictures, ...set } = await openPictures(values.data, {
    signal,
    ...(network.labels ? { labels: network.labels } : {}),
    ...(trained ? { trained } : {}),
    skipBroken: values['skip-broken'],
    detect: values.detect,
    onProgress: (done, all) => reading(done / all),
    ...(usage ? { usage } : {}),
    ...(values.votes === undefined ? {} : { votes: values.votes }),
  });
  const evaluation = await evaluate(network, set, {
    robustness: !values.quick,
    signal,
    onProgress: progress('measuring'),
  });
  const command = `npm run evaluate${args.length > 0 ? ` -- ${args.join(' ')}` : ''}`;
  const file: EvaluationFile = { ...about, pictures, command, commit: commit(), backend, ...evaluation };
  console.log(markdown(file, { plots: false }));
  if (!values.out) return;
  mkdirSync(values.out, { recursive: true });
  for (const [name, content] of Object.entries(reportFiles(file))) writeFileSync(join(values.out, name), content);
  const answers = await answersOf(network, set, signal, progress('looking for mistakes'));
  writeFileSync(join(values.out, 'report.html'), await reportPage(file, answers, set.pixels));
}
