import type { Detector, Range } from './detector';
import { inPicture, verifyFace } from './face-verification';
import { inReadingOrder, suppressDoubles } from './suppression';
import type { DetectedFace, Quarters } from './types';
import { type Window, windows } from './windows';
import { Yielder } from './yielder';

/** A picture whose pixels can be had part by part, whoever decoded it; its size in pixels. */
export interface StillPicture {
  readonly width: number;
  readonly height: number;
  /** @param part of the picture, in its pixels. @returns that part, opaque. */
  read(part: Window): ImageData;
}

/**
 * Faces in a still picture, row by row: a group photo's are too small for one look at the whole, and there is time to look
 * closer, window by window, and at each face again. Whichever way up the picture is.
 *
 * @throws the signal's reason.
 */
export async function stillFaces(
  picture: StillPicture,
  detector: Detector,
  signal: AbortSignal,
): Promise<DetectedFace[]> {
  const yielder = new Yielder();
  const look = async (window: Window, range: Range, quarters: Quarters) => {
    await yielder.yieldIfDue();
    signal.throwIfAborted();
    const faces = await detector.detect(picture.read(window), range, quarters);
    return faces.map((face) => inPicture(face, window, picture)).filter((face) => !isCut(face, window, picture));
  };
  const lookClosely = async (quarters: Quarters) => {
    const found: DetectedFace[] = [];
    for (const window of windows(width, height)) found.push(...(await look(window, 'full', quarters)));
    return found;
  };
  const { width, height } = picture;
  const found: DetectedFace[] = [];
  // A face that fills the picture is the short range's.
  for (const quarters of [0, 1, 2, 3] as const) {
    found.push(...(await look({ x: 0, y: 0, width, height }, 'short', quarters)));
  }
  found.push(...(await lookClosely(0)));

  const whole = picture.read({ x: 0, y: 0, width, height });
  const confirm = async (face: DetectedFace) => {
    await yielder.yieldIfDue();
    signal.throwIfAborted();
    const again = await verifyFace(face, whole, detector);
    return again && (again.agrees ? face : again.face);
  };
  const faces = await suppressDoubles(found, confirm);
  const turned = prevailing(faces);
  // The full range, too, sees more the right way up.
  const all = turned === 0 ? faces : await suppressDoubles([...faces, ...(await lookClosely(turned))], confirm);
  return inReadingOrder(all);
}

/** How most of them lie. */
function prevailing(faces: readonly DetectedFace[]): Quarters {
  const counts = [0, 0, 0, 0];
  for (const { quarters } of faces) counts[quarters ?? 0]!++;
  return counts.indexOf(Math.max(...counts)) as Quarters;
}

/** A face over the edge of its window, within the picture: the next window shows the whole of it. */
function isCut({ box }: DetectedFace, { x, y, width, height }: Window, picture: StillPicture): boolean {
  const [left, top] = [box.x * picture.width, box.y * picture.height];
  const [right, bottom] = [left + box.width * picture.width, top + box.height * picture.height];
  return (
    (left < x && x > 0) ||
    (top < y && y > 0) ||
    (right > x + width && x + width < picture.width) ||
    (bottom > y + height && y + height < picture.height)
  );
}
