import { type CropGeometry, pose, square } from './align';
import { cropPixels, type Pixels } from './crop';
import { cropProblem, poseProblem } from './quality';
import type { DetectedFace, UnsureReason } from './types';

/** A face as the network sees it, or why it cannot be read. */
export type FaceCrop =
  | { readonly crop: Float32Array; readonly problem?: undefined }
  | { readonly problem: UnsureReason; readonly crop?: undefined };

/** Align ▸ crop ▸ look whether that can be read. */
export function faceCrop(face: DetectedFace, picture: Pixels, geometry: CropGeometry): FaceCrop {
  const facePose = pose(face, picture.width, picture.height);
  const unposed = poseProblem(facePose);
  if (unposed) return { problem: unposed };
  const cropped = cropPixels(picture, square(facePose, geometry));
  const unclear = cropProblem(cropped);
  return unclear ? { problem: unclear } : { crop: cropped };
}
