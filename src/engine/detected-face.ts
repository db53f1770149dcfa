import type { Detection } from '@mediapipe/tasks-vision';
import type { Box } from '../box';
import type { DetectedFace, Point, Quarters } from './types';

/** Keypoints lie in the box or this part of its side beside it: a turned head's nose and ears come near its edge. */
const BESIDE = 0.5;

/**
 * MediaPipe's detection in our terms; null where its numbers are no face's: not finite, a box without area or outside the
 * picture, keypoints away from it. Past here, every number of a face is finite.
 *
 * @param found its keypoints: right eye, left eye (the person's), nose tip, mouth, two ears.
 * @param width, height of the picture in pixels.
 * @param quarters how the picture was turned for the detector.
 */
export function detectedFace(
  { boundingBox, categories, keypoints }: Detection,
  width: number,
  height: number,
  quarters: Quarters,
): DetectedFace | null {
  const [leftEye, rightEye, nose, mouth] = keypoints.map(({ x, y }): Point => ({ x, y }));
  if (!boundingBox || !leftEye || !rightEye || !nose || !mouth) return null;
  const box: Box = {
    x: boundingBox.originX / width,
    y: boundingBox.originY / height,
    width: boundingBox.width / width,
    height: boundingBox.height / height,
  };
  const face = { box, leftEye, rightEye, nose, mouth, score: categories[0]?.score ?? 0, quarters };
  return isPlausible(face) ? face : null;
}

/** Whether the numbers are a face's. */
export function isPlausible({ box, leftEye, rightEye, nose, mouth, score }: DetectedFace): boolean {
  // Comparisons with NaN are false.
  const isBox = box.width > 0 && box.height > 0 && overlapsPicture(box) && Number.isFinite(box.width * box.height);
  const isScore = score >= 0 && score <= 1;
  return isBox && isScore && [leftEye, rightEye, nose, mouth].every((point) => isAbout(box, point));
}

function overlapsPicture({ x, y, width, height }: Box): boolean {
  return x < 1 && y < 1 && x + width > 0 && y + height > 0;
}

function isAbout(box: Box, { x, y }: Point): boolean {
  return (
    Math.abs(x - (box.x + box.width / 2)) <= (0.5 + BESIDE) * box.width &&
    Math.abs(y - (box.y + box.height / 2)) <= (0.5 + BESIDE) * box.height
  );
}
