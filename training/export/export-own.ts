/** Writes the network of a run on a data set of one's own. */
import { parseModelMetadata } from '../../src/engine/model-metadata';
import { fingerprintOf } from '../dataset/fingerprint';
import { openTraining } from '../dataset/open-training';
import { split } from '../dataset/split';
import type { Checkpoint } from '../fit/checkpoint';
import { checkSameData } from '../fit/same-data';
import { percent } from '../markup/tables';
import { classStyles } from './class-styles';
import { type ExportOptions, fourDigits, tellFiles } from './export-options';
import { checkReplacing, checkRoundingOfFew } from './gate';
import { loadModel, saveModel } from './model-file';
import { metadataFor } from './model-metadata';
import { measureOwn, ownModelOf, ownPicturesOf, type TrainedOnOwn } from './own-model';
import { readBack } from './read-back';

interface OwnExportOptions extends ExportOptions {
  /** Leaves out pictures that cannot be read, as the run did. */
  readonly skipBroken: boolean;
  readonly signal: AbortSignal;
}

/**
 * @throws Error where the pictures are others than the run was begun with, the engine would refuse the model, its rounding
 * loses too much, or it is worse than the one that it is to replace
 */
export async function exportOwn(
  checkpoint: Checkpoint & TrainedOnOwn,
  { out, version, data, replace, force, skipBroken, signal }: OwnExportOptions,
): Promise<void> {
  const { seed, data: begun } = checkpoint;
  const { classes, limit, path = 'training/data' } = begun;
  const from = data ?? path;
  const { split: share, detect } = ownPicturesOf(begun);
  const { faces } = await openTraining(from, { split: share, seed, skipBroken, signal, detect: detect === true });
  const { training, validation } = split(faces);
  // Of other pictures some that trained might be measured.
  checkSameData(
    { fingerprint: fingerprintOf(faces, limit ? training.subarray(0, limit) : training), pictures: training.length },
    { ...begun, teachers: {} },
    'This run',
  );
  const model = ownModelOf(checkpoint);
  const { recipe, command, commit, epoch: epochs } = checkpoint;
  const described = {
    version,
    labels: classes,
    styles: classStyles(from, classes),
    recipe,
    model,
    trained: {
      command,
      commit,
      seed,
      epochs,
      data: `${begun.path}, ${begun.pictures} pictures`,
      own: ownPicturesOf(begun),
    },
  };
  // What the extension would refuse is not written.
  parseModelMetadata(metadataFor(described));
  const shipped = await readBack(model, metadataFor(described));
  const full = measureOwn(model, faces, validation, classes);
  const rounded = measureOwn(shipped, faces, validation, classes);
  checkRoundingOfFew(full, rounded);
  if (replace) {
    const { model: old, metadata } = await loadModel(out);
    checkReplacing(out, measureOwn(old, faces, validation, metadata.labels), rounded, force);
  }
  const measured = {
    accuracy: fourDigits(rounded.accuracy),
    macroF1: fourDigits(rounded.macroF1),
    pictures: rounded.count,
  };
  const files = await saveModel(out, model, metadataFor(described, measured));
  console.log(
    `${classes.join(', ')}: ${percent(rounded.accuracy, 2)} of ${rounded.count} pictures right (${percent(full.accuracy, 2)} before weights were rounded)`,
  );
  tellFiles(out, files);
}
