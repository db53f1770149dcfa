/** What training on a GPU needs, in files that Python reads without the rest of this program (torch/files.py). */
import sharp from 'sharp';
import { AREA, SIDE } from '../src/engine/input';
import { EXPRESSIONS } from '../src/expressions';
import { smoothedClasses, weightedTargets } from './dataset/batches';
import type { Faces } from './dataset/fer2013';
import { agreed, FER2013_CLASSES, VOTES } from './dataset/labels';
import type { Recipe } from './recipe';
import { AGREEMENT } from './validate';

/** Faces in a row of the sheet. */
const ACROSS = 64;

/** Rows' pictures side by side, left to right, then down; PNG makes 47 MB of 73. */
export async function writeSheet(file: string, { pixels }: Pick<Faces, 'pixels'>, rows: Uint32Array): Promise<void> {
  const width = ACROSS * SIDE;
  const height = Math.ceil(rows.length / ACROSS) * SIDE;
  const sheet = new Uint8Array(width * height);
  rows.forEach((row, i) => {
    const corner = Math.floor(i / ACROSS) * SIDE * width + (i % ACROSS) * SIDE;
    for (let y = 0; y < SIDE; y++) {
      const at = row * AREA + y * SIDE;
      sheet.set(pixels.subarray(at, at + SIDE), corner + y * width);
    }
  });
  await sharp(sheet, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png({ compressionLevel: 9, adaptiveFiltering: true })
    .toFile(file);
}

/** Rows × (8 + 7): targets of both heads before any teacher is asked; a row's sum over a head is its weight. */
export function targetsOf(faces: Faces, rows: Uint32Array, recipe: Recipe): Float32Array {
  const expressions = weightedTargets(faces, rows, recipe.classBalance);
  const classes = smoothedClasses(faces, rows, recipe.labelSmoothing);
  const [a, b] = [EXPRESSIONS.length, FER2013_CLASSES.length];
  const targets = new Float32Array(rows.length * (a + b));
  for (let i = 0; i < rows.length; i++) {
    targets.set(expressions.subarray(i * a, (i + 1) * a), i * (a + b));
    targets.set(classes.subarray(i * b, (i + 1) * b), i * (a + b) + a);
  }
  return targets;
}

/** What rows count as when a network is measured: FER+ where its taggers agree, −1 elsewhere; FER2013. */
export function truthsOf(faces: Faces, rows: Uint32Array): { agreed: number[]; labels: number[] } {
  const votes = (row: number) => faces.votes.subarray(row * VOTES, (row + 1) * VOTES);
  return {
    agreed: Array.from(rows, (row) => agreed(votes(row), AGREEMENT) ?? -1),
    labels: Array.from(rows, (row) => faces.classes[row]!),
  };
}
