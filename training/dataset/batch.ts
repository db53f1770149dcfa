/** What a network is trained on in one step, and the room for it. */
import { INPUT_AREA } from '../../src/engine/input';
import { EXPRESSIONS } from '../../src/expressions';
import type { Faces } from './faces';
import { FER2013_CLASSES } from './labels';

/** Values a row has in the targets of the two heads; a data set with classes of its own has one head. */
export interface Widths {
  readonly expressions: number;
  readonly classes: number;
}

const FERPLUS_WIDTHS: Widths = { expressions: EXPRESSIONS.length, classes: FER2013_CLASSES.length };

/** How many targets a picture of these has. */
export const widthsOf = ({ own }: Pick<Faces, 'own'>): Widths =>
  own ? { expressions: own.names.length, classes: 0 } : FERPLUS_WIDTHS;

/** What a network is trained on in one step; the arrays are written again for a later step. */
export interface Batch {
  /** batch × INPUT_AREA, normalised. */
  readonly images: Float32Array;
  /** batch × 8, or as many as there are classes of one's own: soft targets times the picture's weight. */
  readonly expressions: Float32Array;
  /** batch × 7, or nothing. */
  readonly classes: Float32Array;
}

/** Room for so many pictures, where batches are written again and again. */
export function emptyBatch(
  size: number,
  { expressions, classes }: Widths = FERPLUS_WIDTHS,
  allocate: (floats: number) => Float32Array = (floats) => new Float32Array(floats),
): Batch {
  return {
    images: allocate(size * INPUT_AREA),
    expressions: allocate(size * expressions),
    classes: allocate(size * classes),
  };
}
