import type { DetectedFace } from '../../src/engine/types';

/** A face as a detector would find it, seen from the front: its box's middle and width as fractions of a square picture. */
export function faceAt(x: number, y: number, width = 0.2, score = 0.9): DetectedFace {
  const [eye, down] = [0.22 * width, 0.1 * width];
  return {
    box: { x: x - width / 2, y: y - width / 2, width, height: width },
    leftEye: { x: x - eye, y: y - down },
    rightEye: { x: x + eye, y: y - down },
    nose: { x, y: y + 0.12 * width },
    mouth: { x, y: y - down + 0.46 * width },
    score,
  };
}
