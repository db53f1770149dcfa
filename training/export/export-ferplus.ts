/** Writes the network of a run on FER2013 with FER+ votes, and the head for FER2013's classes beside it. */
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { EXPRESSIONS } from '../../src/expressions';
import { loadFaces } from '../dataset/cache';
import { FER2013_CLASSES } from '../dataset/labels';
import { split } from '../dataset/split';
import { percent } from '../markup/tables';
import { type Measures, measure } from '../metrics/classification';
import { agreedRows, pick } from '../metrics/validate';
import { measureShares, votedRows } from '../metrics/vote-shares';
import { predict } from '../network/predict';
import { type ExportOptions, fourDigits, tellFiles } from './export-options';
import { saveHead, withHead } from './fer2013-head';
import { finishedRun } from './finished-run';
import { checkReplacing, checkRounding } from './gate';
import { loadModel, saveModel } from './model-file';
import { metadataFor } from './model-metadata';
import { readBack } from './read-back';
import { toShippable } from './shippable';
import type { TrainedModelMetadata } from './trained-metadata';

interface FerplusExportOptions extends ExportOptions {
  /** Of a run that does not say itself who taught it, with their SHA-256. */
  readonly teachers: TrainedModelMetadata['trained']['teachers'];
}

/** @throws Error where rounding loses too much, or the network is worse than the one that it is to replace */
export async function exportFerplus(
  run: string,
  { out, version, data = 'training/data', replace, force, teachers: known }: FerplusExportOptions,
): Promise<void> {
  const faces = await loadFaces(data);
  const { validation, training } = split(faces);
  const { recipe, weights, trained, note, pictures = training.length } = await finishedRun(run, faces, validation);
  const { model, head } = toShippable(recipe.architecture, weights, faces, validation);

  const { positions, truths } = agreedRows(faces, validation);
  const classes = EXPRESSIONS.length;
  const ferplus = (network: LayersModel): Measures =>
    measure(pick(predict(network, faces, validation)[0]!, positions, classes), truths, classes);
  const full = ferplus(model);

  const teachers = trained.teachers ?? known;
  const described = {
    version,
    labels: EXPRESSIONS,
    recipe,
    model,
    trained: {
      command: trained.command,
      commit: trained.commit,
      seed: trained.seed,
      epochs: trained.epochs,
      data: `FER2013 Training with FER+ votes, ${pictures} pictures`,
      ...(teachers ? { teachers } : {}),
    },
  };
  const shipped = await readBack(model, metadataFor(described));
  const rounded = ferplus(shipped);
  checkRounding(full, rounded);
  const byHead = measure(
    predict(withHead(shipped, head), faces, validation)[1]!,
    Array.from(validation, (row) => faces.classes[row]!),
    FER2013_CLASSES.length,
  );
  const { positions: votedOn, shares: votes } = votedRows(faces, validation);
  const shares = measureShares(pick(predict(shipped, faces, validation)[0]!, votedOn, classes), votes, classes);
  const measured = {
    ferplusAccuracy: fourDigits(rounded.accuracy),
    ferplusMacroF1: fourDigits(rounded.macroF1),
    ferplusPictures: rounded.count,
    shareError: fourDigits(shares.topError),
    shareDivergence: fourDigits(shares.kl),
    sharePictures: shares.count,
    fer2013Accuracy: fourDigits(byHead.accuracy),
    fer2013Pictures: byHead.count,
  };
  if (replace) checkReplacing(out, ferplus((await loadModel(out)).model), rounded, force);
  const files = await saveModel(out, model, metadataFor(described, measured));
  const headFile = saveHead(out, head);
  console.log(
    `${note}\n` +
      `against the votes on ${shares.count} pictures: ${(100 * shares.topError).toFixed(1)} points off, KL ${shares.kl.toFixed(3)} nats\n` +
      `rounded weights: accuracy ${percent(full.accuracy, 2)} → ${percent(rounded.accuracy, 2)} on ${rounded.count} pictures`,
  );
  console.log(JSON.stringify(measured));
  tellFiles(out, files);
  console.log(`${headFile}: FER2013's seven classes, for measuring only`);
}
