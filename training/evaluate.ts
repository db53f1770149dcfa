/** Everything that is measured of one network on one set of pictures. */
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { EXPRESSIONS } from '../src/expressions';
import type { Faces } from './dataset/fer2013';
import { FER2013_CLASSES } from './dataset/labels';
import { type Measures, measure, softmax } from './metrics';
import { type Distortion, predict } from './predict';
import { DISTORTIONS } from './robustness';
import { AGREEMENT, agreedRows, pick } from './validate';

export interface Evaluation {
  /** FER+, eight classes, pictures where at least `agreement` of ten taggers chose one expression. */
  readonly ferplus: Measures;
  readonly agreement: number;
  /** FER2013, seven classes, every picture; only for networks that still have that head. */
  readonly fer2013?: Measures;
  /** FER+ accuracy and points lost against the untouched pictures, by distortion. */
  readonly robustness?: readonly { readonly name: string; readonly accuracy: number; readonly lost: number }[];
}

export interface Subject {
  readonly model: LayersModel;
  /** Whether the outputs are logits (a checkpoint's network) or probabilities (an exported one). */
  readonly logits: boolean;
}

/** @param onProgress share done, 0 to 1 */
export function evaluate(
  { model, logits }: Subject,
  faces: Faces,
  rows: Uint32Array,
  { robustness, onProgress = () => {} }: { robustness: boolean; onProgress?: (share: number) => void },
): Evaluation {
  const { positions, truths } = agreedRows(faces, rows);
  const agreed = positions.map((position) => rows[position]!);
  const distortions = robustness ? Object.entries(DISTORTIONS) : [];
  const passes = 1 + distortions.length;
  const width = EXPRESSIONS.length;
  const ferplusOf = (values: Float32Array) => measure(logits ? softmax(values, width) : values, truths, width);

  const [expressions, classes] = predict(model, faces, rows);
  const ferplus = ferplusOf(pick(expressions!, positions, width));
  onProgress(1 / passes);
  const table = distortions.map(([name, distort]: [string, Distortion], i) => {
    const { accuracy } = ferplusOf(predict(model, faces, agreed, distort)[0]!);
    onProgress((2 + i) / passes);
    return { name, accuracy, lost: ferplus.accuracy - accuracy };
  });
  return {
    ferplus,
    agreement: AGREEMENT,
    ...(classes
      ? {
          fer2013: measure(
            softmax(classes, FER2013_CLASSES.length),
            Array.from(rows, (row) => faces.classes[row]!),
            FER2013_CLASSES.length,
          ),
        }
      : {}),
    ...(robustness ? { robustness: table } : {}),
  };
}
