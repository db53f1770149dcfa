/** What pictures are held to show, and which of the network's outputs is asked about it. Pure. */
import { EXPRESSIONS, type Expression } from '../../src/expressions';
import type { Faces } from '../dataset/faces';
import { FER2013_CLASSES, VOTES } from '../dataset/labels';
import { AGREEMENT, agreedRows } from '../metrics/validate';

/** One way in which pictures are labelled. */
export interface Labelling {
  /** In file names and JSON. */
  readonly id: string;
  readonly title: string;
  readonly classes: readonly string[];
  /** Which of the measured pictures have a label (their positions), and its index into `classes`. */
  readonly positions: readonly number[];
  readonly truths: readonly number[];
  /**
   * `expressions`: the eight probabilities that ship; those that are not among `classes` are left out and the others made
   * to sum to one. `fer2013`: the second head, where the network has it.
   */
  readonly answers: 'expressions' | 'fer2013';
  /** Taggers out of ten who chose the label, where it was voted on. */
  readonly agreement?: readonly number[];
}

const WITHOUT_CONTEMPT = EXPRESSIONS.filter((name) => name !== 'contempt');

/** FER+ first, where there are votes; then FER2013 by its own head and by what ships. */
export function fer2013Labellings(faces: Faces, rows: Uint32Array): Labelling[] {
  const { positions, truths } = agreedRows(faces, rows);
  const every = [...rows.keys()];
  const classes = Array.from(rows, (row) => faces.classes[row]!);
  const ferplus: Labelling = {
    id: 'ferplus',
    title: `FER+, 8 classes, at least ${AGREEMENT} of 10 votes for one`,
    classes: EXPRESSIONS,
    positions,
    truths,
    answers: 'expressions',
    agreement: positions.map((position, i) => faces.votes[rows[position]! * VOTES + truths[i]!]!),
  };
  const byHead: Labelling = {
    id: 'fer2013',
    title: 'FER2013, 7 classes, every picture, by the second head',
    classes: FER2013_CLASSES,
    positions: every,
    truths: classes,
    answers: 'fer2013',
  };
  const byShipped: Labelling = {
    ...byHead,
    id: 'fer2013-shipped',
    title: 'FER2013, 7 classes, every picture, by the eight outputs that ship (without contempt)',
    answers: 'expressions',
  };
  return positions.length > 0 ? [ferplus, byHead, byShipped] : [byShipped, byHead];
}

/**
 * Eight classes where contempt is among the labels, otherwise the seven that every data set has; where some of them never
 * occur, also with answers among the others only.
 */
export function folderLabellings(labels: readonly Expression[]): Labelling[] {
  const classes = labels.includes('contempt') ? EXPRESSIONS : WITHOUT_CONTEMPT;
  const over = (names: readonly Expression[], id: string, title: string): Labelling => ({
    id,
    title,
    classes: names,
    positions: [...labels.keys()],
    truths: labels.map((label) => names.indexOf(label)),
    answers: 'expressions',
  });
  const occurring = classes.filter((name) => labels.includes(name));
  const labellings = [over(classes, 'labels', `${classes.length} classes, by the outputs that ship`)];
  if (classes === WITHOUT_CONTEMPT) {
    labellings.push({
      ...labellings[0]!,
      id: 'labels-second-head',
      title: '7 classes, by the second head, which learned the labels of FER2013',
      classes: FER2013_CLASSES,
      truths: labels.map((label) => FER2013_CLASSES.findIndex((name) => name === label)),
      answers: 'fer2013',
    });
  }
  if (occurring.length > 1 && occurring.length < classes.length) {
    labellings.push(over(occurring, 'occurring', `${occurring.length} classes, answers among those that occur only`));
  }
  return labellings;
}

/** Pictures with classes of one's own, by a model that knows these and perhaps others. @throws Error for one that it does not know */
export function ownLabellings(
  own: NonNullable<Faces['own']>,
  rows: Uint32Array,
  known: readonly string[],
): Labelling[] {
  const unknown = own.names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Error(
      `The pictures have a class "${unknown}", which the model does not know. It knows ${known.join(', ')}.`,
    );
  const of = (classes: readonly string[], id: string, title: string): Labelling => ({
    id,
    title,
    classes,
    positions: [...rows.keys()],
    truths: Array.from(rows, (row) => classes.indexOf(own.names[own.labels[row]!]!)),
    answers: 'expressions',
  });
  const all = of(known, 'labels', `${known.length} classes`);
  return own.names.length < known.length
    ? [all, of(own.names, 'occurring', `${own.names.length} classes, answers among those that occur only`)]
    : [all];
}

/** Keeps some of the outputs' expressions' probabilities, in another order, and makes them sum to one again. */
export function restricted(
  probabilities: Float32Array,
  classes: readonly string[],
  outputs: readonly string[] = EXPRESSIONS,
): Float32Array {
  const from = classes.map((name) => outputs.indexOf(name));
  const count = probabilities.length / outputs.length;
  const kept = new Float32Array(count * classes.length);
  for (let i = 0; i < count; i++) {
    const values = from.map((k) => probabilities[i * outputs.length + k]!);
    const sum = values.reduce((a, b) => a + b, 0);
    // A network that is certain of what was left out says nothing about the rest.
    values.forEach((p, k) => {
      kept[i * classes.length + k] = sum > 0 ? p / sum : 1 / classes.length;
    });
  }
  return kept;
}
