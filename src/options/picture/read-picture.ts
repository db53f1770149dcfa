import type { Pipeline } from '../../engine/pipeline';
import type { FaceReading } from '../../engine/types';

/** Looks at one picture. The engine is made for video: it settles over time, and searches for small faces now and then. */
const LOOKS = 12;
/** Milliseconds of picture time between two looks. */
const STEP = 250;

/**
 * Reads one still picture as if it were a video that stands still, so that it is read just as a call would be.
 *
 * @param picture left open.
 * @throws what the engine throws, or the signal's reason.
 */
export async function readPicture(
  picture: ImageBitmap,
  pipeline: Pipeline,
  signal: AbortSignal,
): Promise<readonly FaceReading[]> {
  const participantId = crypto.randomUUID();
  const start = Date.now();
  let faces: readonly FaceReading[] = [];
  try {
    for (let look = 0; look < LOOKS; look++) {
      const image = await createImageBitmap(picture);
      signal.throwIfAborted();
      const [reading] = await pipeline.read([{ participantId, time: start + look * STEP, image }]);
      if (reading) faces = reading.faces;
    }
  } finally {
    pipeline.forget(participantId);
  }
  signal.throwIfAborted();
  return faces;
}
