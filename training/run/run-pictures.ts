/** The pictures of a run: which train, which measure, and what is to be remembered of them. */
import { progress } from '../console/progress';
import type { Faces } from '../dataset/faces';
import { fingerprintOf } from '../dataset/fingerprint';
import { openTraining } from '../dataset/open-training';
import { type Split, split } from '../dataset/split';
import type { TrainedData } from '../fit/checkpoint';

interface RunPictures extends Pick<Split, 'validation' | 'dropped'> {
  readonly faces: Faces;
  /** That train. */
  readonly rows: Uint32Array;
  /** For the checkpoint. */
  readonly data: Omit<TrainedData, 'teachers'>;
}

interface RunPicturesOptions {
  /** Share of each class that trains, where the data has no parts. */
  readonly share: number;
  readonly seed: number;
  /** Only the first so many of the training pictures. */
  readonly limit: number | undefined;
  readonly detect: boolean;
  readonly skipBroken: boolean;
  readonly signal: AbortSignal;
}

/** Pictures of a class below which what is learned of it is hardly more than those pictures. */
const FEW = 20;

/** Says on the console what was left out, and of which classes there are few. @throws Error where nothing measures the run */
export async function openRunPictures(path: string, options: RunPicturesOptions): Promise<RunPictures> {
  const { share, seed, limit, detect, skipBroken, signal } = options;
  const reading = progress(detect ? 'finding faces' : 'reading pictures');
  const onProgress = (done: number, all: number) => reading(done / all);
  const { faces, notes } = await openTraining(path, { split: share, seed, skipBroken, detect, signal, onProgress });
  for (const note of notes) console.log(note);
  const { training, validation, dropped } = split(faces);
  if (validation.length === 0)
    throw new Error(`${path} has no pictures of PublicTest, which a run is measured on after every epoch.`);
  const rows = limit ? training.subarray(0, limit) : training;
  for (const line of tooFew(faces, rows)) console.warn(line);
  const data = {
    fingerprint: fingerprintOf(faces, rows),
    pictures: rows.length,
    path,
    ...(limit ? { limit } : {}),
    ...(detect ? { detect } : {}),
    ...(faces.own ? { classes: faces.own.names, split: share } : {}),
  };
  return { faces, rows, validation, dropped, data };
}

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
