import { TUNED, type Tuning } from '../tuning';
import type { Classifier } from './classifier';
import type { Detector } from './detector';
import { faceCrop } from './face-crop';
import { FaceMemory } from './face-memory';
import type { ModelMetadata } from './model-metadata';
import { type StillPicture, stillFaces } from './still-faces';
import type { FaceReading } from './types';

/** Longest side of a still picture as it is read, pixels: room for small faces, and no 50-megapixel bitmaps. */
export const MAX_STILL_SIDE = 2048;

/** What reads a still picture. */
export interface StillReader {
  readonly detector: Detector;
  readonly classifier: Pick<Classifier, 'classify'>;
  readonly metadata: Pick<ModelMetadata, 'labels' | 'crop'>;
  /** Left out: as it is by default. */
  readonly tuning?: () => Tuning;
}

/**
 * Reads a still picture, in which it searches for small faces too; numbers go row by row. In the browser and in Node alike.
 *
 * @throws what the detector throws, or the signal's reason.
 */
export async function readStillPicture(
  picture: StillPicture,
  { detector, classifier, metadata, tuning = () => TUNED }: StillReader,
  signal: AbortSignal,
): Promise<readonly FaceReading[]> {
  const found = await stillFaces(picture, detector, signal);
  if (found.length === 0) return [];
  const { width, height } = picture;
  const pixels = picture.read({ x: 0, y: 0, width, height });
  const faces = found.map((face) => ({ face, ...faceCrop(face, pixels, metadata.crop) }));
  const answers = (await classifier.classify(faces.flatMap(({ crop }) => crop ?? []))).values();
  return faces.map(({ face: { box, score }, crop, problem }, i): FaceReading => {
    const memory = new FaceMemory(metadata.labels, tuning);
    const opinion = crop ? memory.addReading(answers.next().value!, 0) : memory.unreadable(problem, 0);
    return { face: i + 1, box, score, ...opinion };
  });
}
