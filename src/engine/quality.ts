import type { Pose } from './align';
import { INPUT_AREA, INPUT_SIDE } from './input';
import type { UnsureReason } from './types';

// The limits below are where the network's accuracy was seen to fall: of 799 FER2013 test pictures it reads 88 % as they
// are, 78 % with 8 pixels between the eyes, 68 % with 5, 73 % under Gaussian blur of 2 of 48 pixels, 56 % under one of 3.

/** Eyes closer together than this, in pixels of the frame, show too little. */
export const MIN_SIZE = 8;
/** Nose off the eyes' middle, in face sizes: about 40° to the side. One in a hundred training pictures is beyond. */
const MAX_TURN = 0.5;
/**
 * Radians: a head on its side in the picture as the detector saw it. Up to there the crop is turned upright; beyond, its
 * keypoints are wrong, and upside down it finds a mouth where the eyes are. face-verification.ts turns the picture.
 */
export const MAX_TILT = Math.PI / 3;
/** Mouth under the eyes, in face sizes: a head that nods or is tipped back so far is in no training picture. */
const MIN_DROP = 0.7;
/** Least share of fine detail in a crop: half of the training pictures have 0.7, one in fifty under 0.24; blur of 3 pixels leaves 0.003. */
export const MIN_SHARPNESS = 0.004;

/** Why a face, as it lies in its picture, cannot be read; null if it can. */
export function poseProblem(face: Pose): UnsureReason | null {
  if (face.size < MIN_SIZE) return 'too small';
  if (Math.abs(face.turn) > MAX_TURN || Math.abs(face.tilt) > MAX_TILT || face.drop < MIN_DROP) return 'turned away';
  return null;
}

/** Why a crop of a face cannot be read; null if it can. @param crop INPUT_SIDE × INPUT_SIDE grey levels. */
export function cropProblem(crop: Float32Array): UnsureReason | null {
  return sharpness(crop) < MIN_SHARPNESS ? 'blurred' : null;
}

/**
 * Share of fine detail: variance of the Laplacian (Pech-Pacheco et al. 2000, doi:10.1109/ICPR.2000.903548) over variance
 * of the levels, so that a dark or flat light does not pass for blur. 0 for one single grey.
 */
export function sharpness(crop: Float32Array): number {
  const levels = { sum: 0, squares: 0 };
  const laplacian = { sum: 0, squares: 0 };
  for (let i = 0; i < INPUT_AREA; i++) {
    levels.sum += crop[i]!;
    levels.squares += crop[i]! * crop[i]!;
  }
  for (let y = 1; y < INPUT_SIDE - 1; y++) {
    for (let x = 1; x < INPUT_SIDE - 1; x++) {
      const i = y * INPUT_SIDE + x;
      const edge = 4 * crop[i]! - crop[i - 1]! - crop[i + 1]! - crop[i - INPUT_SIDE]! - crop[i + INPUT_SIDE]!;
      laplacian.sum += edge;
      laplacian.squares += edge * edge;
    }
  }
  const spread = variance(levels, INPUT_AREA);
  return spread === 0 ? 0 : variance(laplacian, (INPUT_SIDE - 2) ** 2) / spread;
}

function variance({ sum, squares }: { readonly sum: number; readonly squares: number }, count: number): number {
  return Math.max(0, squares / count - (sum / count) ** 2);
}
