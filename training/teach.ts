/** What trained networks say of the training pictures, to be mixed into the labels that another is trained on. */
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { EXPRESSIONS } from '../src/expressions';
import { type Augmentation, augment, FLIPPED } from './dataset/augment';
import type { Lessons } from './dataset/batches';
import type { Faces } from './dataset/fer2013';
import { FER2013_CLASSES } from './dataset/labels';
import { random } from './dataset/random';
import { softmax } from './metrics';
import { type Distortion, predict } from './predict';

/** A trained network with both heads. */
export interface Teacher {
  readonly network: LayersModel;
  /** Whether it answers with logits; with probabilities otherwise, sharpened by this temperature. */
  readonly sharpenedBy: number | 'logits';
}

/** Looks from which a teacher sees each picture: as it is, and turned, moved and flipped a little. */
const LOOK: Augmentation = { ...FLIPPED, rotation: 8, scale: 0.08, shift: 0.04 };

/**
 * The mean answer of all teachers over several looks at each picture. Labels that crowd workers gave once are noisy; a
 * network that has seen all of them is less so (Hinton et al. 2015, arXiv:1503.02531; Bagherinezhad et al. 2018,
 * arXiv:1805.02641).
 * @param views looks of each teacher at each picture, 1 or more; the first is the picture as it is
 * @param share of the targets that the answers will make up, 0 to 1; handed on
 * @param onProgress share done, 0 to 1
 * @returns probabilities in the order of `rows`
 * @throws the signal's reason
 */
export function teach(
  teachers: readonly Teacher[],
  faces: Faces,
  rows: Uint32Array,
  {
    views,
    share,
    signal,
    onProgress,
  }: { views: number; share: number; signal: AbortSignal; onProgress?: (done: number) => void },
): Lessons {
  const widths = [EXPRESSIONS.length, FER2013_CLASSES.length];
  const sums = widths.map((width) => new Float32Array(rows.length * width));
  teachers.forEach(({ network, sharpenedBy }, t) => {
    for (let view = 0; view < views; view++) {
      signal.throwIfAborted();
      const answers = predict(network, faces, rows, view === 0 ? undefined : look(faces, view));
      answers.forEach((values, head) => {
        const probabilities =
          sharpenedBy === 'logits'
            ? softmax(values, widths[head]!)
            : softmax(
                values.map((p) => Math.log(Math.max(p, 1e-12))),
                widths[head]!,
                1 / sharpenedBy,
              );
        const sum = sums[head]!;
        for (let i = 0; i < sum.length; i++) sum[i]! += probabilities[i]! / (teachers.length * views);
      });
      onProgress?.((t * views + view + 1) / (teachers.length * views));
    }
  });
  return { expressions: sums[0]!, classes: sums[1]!, share };
}

function look({ pixels }: Faces, view: number): Distortion {
  return (picture, row) => {
    const area = picture.length;
    augment(pixels.subarray(row * area, (row + 1) * area), picture, LOOK, random(view, row));
  };
}
