import { type Box, overSmaller } from '../box';
import type { DetectedFace } from './types';

/** Two boxes that share more than this part of the smaller one are of one face: people's faces overlap less. */
const SAME = 0.4;

/**
 * Each face once: of boxes that overlap, the one whose detector was surest (non-maximum suppression, by the part of the
 * smaller box, as windows of several sizes also give a box within another). What `confirm` takes for no face suppresses
 * none.
 *
 * @param confirm gives the face as it is to be kept, or null.
 */
export async function suppressDoubles(
  faces: readonly DetectedFace[],
  confirm: (face: DetectedFace) => Promise<DetectedFace | null>,
): Promise<DetectedFace[]> {
  const kept: DetectedFace[] = [];
  const isDouble = (face: DetectedFace) => kept.some(({ box }) => overSmaller(box, face.box) > SAME);
  for (const face of faces.toSorted((a, b) => b.score - a.score)) {
    if (isDouble(face)) continue;
    const sure = await confirm(face);
    if (sure && !isDouble(sure)) kept.push(sure);
  }
  return kept;
}

/** Faces as one reads a page: row by row, from left to right. */
export function inReadingOrder(faces: readonly DetectedFace[]): DetectedFace[] {
  const rows: DetectedFace[][] = [];
  for (const face of faces.toSorted((a, b) => middle(a.box) - middle(b.box))) {
    const row = rows.at(-1);
    // A row is as high as half of its highest face.
    if (row && middle(face.box) - middle(row[0]!.box) < row[0]!.box.height / 2) row.push(face);
    else rows.push([face]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.box.x - b.box.x));
}

function middle({ y, height }: Box): number {
  return y + height / 2;
}
