/** What trained networks say of the training pictures, to be mixed into the labels that another is trained on. */
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { INPUT_AREA } from '../../src/engine/input';
import { EXPRESSIONS } from '../../src/expressions';
import { type Augmentation, augment, FLIPPED, mirror } from '../dataset/augment';
import type { Faces } from '../dataset/faces';
import { drawView, type FixedViews } from '../dataset/fixed-views';
import { FER2013_CLASSES } from '../dataset/labels';
import { random } from '../dataset/random';
import type { DistillationTargets } from '../dataset/targets';
import { softmax } from '../metrics/classification';
import { predict } from '../network/predict';

/** A trained network with both heads. */
export interface Teacher {
  /** Its run. */
  readonly name: string;
  readonly network: LayersModel;
  /**
   * Whether it answers with logits; with calibrated probabilities otherwise. FER+'s were sharpened by this temperature, so
   * that they are as sure as taggers who agree, and go back to the votes that they were trained on; FER2013's stay.
   */
  readonly sharpenedBy: number | 'logits';
  /** Whether it is known to say the same of a face and its mirror image, and so need not be asked about both. */
  readonly symmetric: boolean;
}

/** One view of each of some pictures. */
export interface TeacherQuery {
  readonly faces: Faces;
  readonly rows: Uint32Array;
  readonly view: number;
  /** The very pictures that a network will be shown, and their mirror images; otherwise mild views, the first of which is the picture itself. */
  readonly fixedViews?: FixedViews;
}

/** rows × 8 and rows × 7 probabilities. */
export type TeacherAnswers = Pick<DistillationTargets, 'expressions' | 'classes'>;

/** Mild views: turned, moved and flipped a little. */
const MILD: Augmentation = { ...FLIPPED, rotation: 8, scale: 0.08, shift: 0.04 };

/** @returns probabilities in the order of the rows */
export function askTeacher(teacher: Teacher, { faces, rows, view, fixedViews }: TeacherQuery): TeacherAnswers {
  const pixels = new Uint8Array(rows.length * INPUT_AREA);
  const picture = new Float32Array(INPUT_AREA);
  rows.forEach((row, i) => {
    const stored = faces.pixels.subarray(row * INPUT_AREA, (row + 1) * INPUT_AREA);
    if (fixedViews) drawView(faces, row, view, fixedViews, picture);
    else if (view === 0) picture.set(stored);
    else augment(stored, picture, MILD, random(view, row));
    pixels.set(picture.map(Math.round), i * INPUT_AREA);
  });
  const order = Uint32Array.from(rows, (_, i) => i);
  const say = () =>
    predict(teacher.network, { pixels }, order).map((values, head) =>
      head === 0
        ? votes(values, teacher)
        : teacher.sharpenedBy === 'logits'
          ? softmax(values, FER2013_CLASSES.length)
          : values,
    );
  let [expressions, classes] = say();
  if (fixedViews && !teacher.symmetric) {
    mirror(pixels);
    const turned = say();
    [expressions, classes] = [mean(expressions!, turned[0]!), mean(classes!, turned[1]!)];
  }
  return { expressions: expressions!, classes: classes! };
}

const mean = (a: Float32Array, b: Float32Array) => a.map((p, i) => (p + b[i]!) / 2);

/** FER+ probabilities as they were trained. */
function votes(values: Float32Array, { sharpenedBy }: Teacher): Float32Array {
  if (sharpenedBy === 'logits') return softmax(values, EXPRESSIONS.length);
  const logits = values.map((p) => Math.log(Math.max(p, 1e-12)));
  return softmax(logits, EXPRESSIONS.length, 1 / sharpenedBy);
}

interface DistillationOptions {
  /** Views of each picture, 1 or more. */
  readonly views: number;
  /** Of the targets that the answers will make up, 0 to 1; handed on. */
  readonly share: number;
  /** Each view has an answer of its own; otherwise the answers to mild views are averaged. */
  readonly fixedViews?: FixedViews;
  /** Answers that are kept somewhere, say. */
  readonly ask?: typeof askTeacher;
  readonly signal: AbortSignal;
  /** Share done, 0 to 1. */
  readonly onProgress?: (done: number) => void;
}

/**
 * The mean answer of all teachers: of several views of each picture together, or to each view. Labels that crowd workers
 * gave once are noisy; a network that has seen all of them is less so (Hinton et al. 2015, arXiv:1503.02531; Bagherinezhad
 * et al. 2018, arXiv:1805.02641).
 * @returns probabilities in the order of `rows`, view by view if each has its own
 * @throws the signal's reason
 */
export async function distillationTargets(
  teachers: readonly Teacher[],
  faces: Faces,
  rows: Uint32Array,
  { views, share, fixedViews, ask = askTeacher, signal, onProgress }: DistillationOptions,
): Promise<DistillationTargets> {
  const sets = fixedViews ? views : 1;
  const targets = {
    expressions: new Float32Array(sets * rows.length * EXPRESSIONS.length),
    classes: new Float32Array(sets * rows.length * FER2013_CLASSES.length),
    share,
    ...(fixedViews ? { views } : {}),
  };
  const weight = sets / (teachers.length * views);
  for (let view = 0; view < views; view++) {
    for (const [t, teacher] of teachers.entries()) {
      // An interruption arrives only if the event loop turns.
      await new Promise(setImmediate);
      signal.throwIfAborted();
      const answers = ask(teacher, { faces, rows, view, ...(fixedViews ? { fixedViews } : {}) });
      for (const head of ['expressions', 'classes'] as const) {
        const start = fixedViews ? view * answers[head].length : 0;
        answers[head].forEach((p, i) => {
          targets[head][start + i]! += p * weight;
        });
      }
      onProgress?.((view * teachers.length + t + 1) / (views * teachers.length));
    }
  }
  return targets;
}
