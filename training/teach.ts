/** What trained networks say of the training pictures, to be mixed into the labels that another is trained on. */
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { AREA } from '../src/engine/input';
import { EXPRESSIONS } from '../src/expressions';
import { type Augmentation, augment, FLIPPED, mirror } from './dataset/augment';
import type { Lessons } from './dataset/batches';
import type { Faces } from './dataset/fer2013';
import { FER2013_CLASSES } from './dataset/labels';
import { random } from './dataset/random';
import { softmax } from './metrics';
import { predict } from './predict';

/** A trained network with both heads. */
export interface Teacher {
  readonly network: LayersModel;
  /** Whether it answers with logits; with probabilities otherwise, sharpened by this temperature. */
  readonly sharpenedBy: number | 'logits';
}

/** Looks from which a teacher sees each picture: as it is, and turned, moved and flipped a little. */
const LOOK: Augmentation = { ...FLIPPED, rotation: 8, scale: 0.08, shift: 0.04 };

export interface Asked {
  /** Looks of each teacher at each picture, 1 or more. */
  readonly views: number;
  /** Of the targets that the answers will make up, 0 to 1; handed on. */
  readonly share: number;
  /** Each look is a picture spoilt so and its mirror image, with an answer of its own; otherwise mild looks are averaged. */
  readonly consistent?: Augmentation;
  readonly signal: AbortSignal;
  /** Share done, 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

/**
 * The mean answer of all teachers: of several looks at each picture together, or to each look. Labels that crowd workers
 * gave once are noisy; a network that has seen all of them is less so (Hinton et al. 2015, arXiv:1503.02531; Bagherinezhad
 * et al. 2018, arXiv:1805.02641).
 * @returns probabilities in the order of `rows`, look by look if each has its own
 * @throws the signal's reason
 */
export function teach(
  teachers: readonly Teacher[],
  faces: Faces,
  rows: Uint32Array,
  { views, share, consistent, signal, onProgress }: Asked,
): Lessons {
  const widths = [EXPRESSIONS.length, FER2013_CLASSES.length];
  const sets = consistent ? views : 1;
  const answers = widths.map((width) => new Float32Array(sets * rows.length * width));
  const weight = sets / (teachers.length * views * (consistent ? 2 : 1));
  const order = Uint32Array.from(rows, (_, i) => i);
  const ask = (teacher: Teacher, pixels: Uint8Array, set: number) => {
    signal.throwIfAborted();
    predict(teacher.network, { pixels }, order).forEach((values, head) => {
      const start = set * rows.length * widths[head]!;
      probabilities(values, teacher, widths[head]!).forEach((p, i) => {
        answers[head]![start + i]! += p * weight;
      });
    });
  };
  for (let view = 0; view < views; view++) {
    const pixels = consistent
      ? drawn(faces, rows, (source, out, row) => augment(source, out, consistent, random(view, row)))
      : drawn(faces, rows, (source, out, row) =>
          view === 0 ? out.set(source) : augment(source, out, LOOK, random(view, row)),
        );
    for (const teacher of teachers) ask(teacher, pixels, consistent ? view : 0);
    if (consistent) {
      mirror(pixels);
      for (const teacher of teachers) ask(teacher, pixels, view);
    }
    onProgress?.((view + 1) / views);
  }
  return { expressions: answers[0]!, classes: answers[1]!, share, ...(consistent ? { views } : {}) };
}

function probabilities(values: Float32Array, { sharpenedBy }: Teacher, width: number): Float32Array {
  if (sharpenedBy === 'logits') return softmax(values, width);
  const logits = values.map((p) => Math.log(Math.max(p, 1e-12)));
  return softmax(logits, width, 1 / sharpenedBy);
}

/** Pictures of the rows, one after another. */
function drawn(
  { pixels }: Faces,
  rows: Uint32Array,
  draw: (source: Uint8Array, out: Float32Array, row: number) => void,
): Uint8Array {
  const all = new Uint8Array(rows.length * AREA);
  const picture = new Float32Array(AREA);
  rows.forEach((row, i) => {
    draw(pixels.subarray(row * AREA, (row + 1) * AREA), picture, row);
    all.set(picture.map(Math.round), i * AREA);
  });
  return all;
}
