/** How good a network is on PublicTest: FER+ with at least 6 of 10 votes, and FER2013's seven classes. */
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { EXPRESSIONS } from '../../src/expressions';
import type { Faces } from '../dataset/faces';
import { agreed, FER2013_CLASSES, VOTES } from '../dataset/labels';
import { predict } from '../network/predict';
import { type Measures, measure, softmax } from './classification';

/** Votes out of ten that make a FER+ label certain enough to measure on (2,862 of 3,589 pictures of PublicTest). */
export const AGREEMENT = 6;

/** Positions within `rows` whose expression at least AGREEMENT taggers chose, and that expression. */
export function agreedRows(faces: Faces, rows: ArrayLike<number>): { positions: number[]; truths: number[] } {
  const positions: number[] = [];
  const truths: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    const truth = agreed(faces.votes.subarray(rows[i]! * VOTES, (rows[i]! + 1) * VOTES), AGREEMENT);
    if (truth === undefined) continue;
    positions.push(i);
    truths.push(truth);
  }
  return { positions, truths };
}

/** The values of some positions of a flat table. */
export function pick(values: Float32Array, positions: readonly number[], width: number): Float32Array {
  const picked = new Float32Array(positions.length * width);
  positions.forEach((position, i) => {
    picked.set(values.subarray(position * width, (position + 1) * width), i * width);
  });
  return picked;
}

interface Validated {
  /** On FER+'s clear votes or, of a data set with classes of its own, on every picture. */
  readonly main: Measures;
  readonly fer2013?: Measures;
}

/** @param model gives logits of all heads (buildInferenceModel with logits) */
export function validate(model: LayersModel, faces: Faces, rows: Uint32Array): Validated {
  const [expressions, classes] = predict(model, faces, rows) as [Float32Array, Float32Array];
  if (faces.own) {
    const { names, labels } = faces.own;
    const truths = Array.from(rows, (row) => labels[row]!);
    return { main: measure(softmax(expressions, names.length), truths, names.length) };
  }
  const { positions, truths } = agreedRows(faces, rows);
  const width = EXPRESSIONS.length;
  return {
    main: measure(softmax(pick(expressions, positions, width), width), truths, width),
    fer2013: measure(
      softmax(classes, FER2013_CLASSES.length),
      Array.from(rows, (row) => faces.classes[row]!),
      FER2013_CLASSES.length,
    ),
  };
}
