/** What each row of a data set is held to show, as numbers that a network learns. */
import { EXPRESSIONS } from '../../src/expressions';
import type { Faces } from './faces';
import { type FixedViews, mixingOf } from './fixed-views';
import { distribution, VOTES } from './labels';

/** What decides the targets. */
export interface TargetOptions {
  /** Of the FER2013 head's targets. */
  readonly labelSmoothing: number;
  /** 0: every picture counts the same; 1: every expression does. Weight ∝ frequency^−classBalance, mean 1. */
  readonly classBalance: number;
  /** Further factors by class name. */
  readonly classWeights?: Readonly<Record<string, number>>;
}

/** What teachers say of the rows, to be mixed into their targets. */
export interface DistillationTargets {
  /** So many fixed views of each row are shown in turn, an epoch each; the answers are to these. Otherwise they are to the row. */
  readonly views?: number;
  /** From this epoch on, the views from this one on, an epoch each, instead of those before it in turn; they are not mixed. */
  readonly unmixed?: { readonly epoch: number; readonly view: number };
  /** rows × 8 and rows × 7 probabilities; with `views`, view by view. */
  readonly expressions: Float32Array;
  readonly classes: Float32Array;
  /** Of the targets, 0 to 1; the labels have the rest. */
  readonly share: number;
}

/** What a row is held to show: the votes' shares or, of classes of one's own, the one label, smoothed. */
function targetOf(faces: Faces, row: number, smoothing: number): ArrayLike<number> {
  if (faces.own) {
    const { names, labels } = faces.own;
    return names.map((_, k) => smoothing / names.length + (labels[row] === k ? 1 - smoothing : 0));
  }
  const target = distribution(faces.votes.subarray(row * VOTES, (row + 1) * VOTES));
  if (!target) throw new Error(`picture ${row} has no vote for any expression; split() should have dropped it`);
  return target;
}

/** Soft targets of the rows, one after another, times the rows' weights. @throws Error naming a class that there is not */
export function weightedTargets(
  faces: Faces,
  rows: Uint32Array,
  { classBalance, classWeights = {}, labelSmoothing }: TargetOptions,
): Float32Array {
  const names = faces.own?.names ?? EXPRESSIONS;
  const unknown = Object.keys(classWeights).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`classWeights names "${unknown}"; the classes are ${names.join(', ')}.`);
  const width = names.length;
  const targets = new Float32Array(rows.length * width);
  const mass = new Float64Array(width);
  rows.forEach((row, i) => {
    const target = targetOf(faces, row, labelSmoothing);
    targets.set(target, i * width);
    for (let k = 0; k < width; k++) mass[k]! += target[k]!;
  });
  const perClass = mass.map((m, k) =>
    m > 0 ? (rows.length / (width * m)) ** classBalance * (classWeights[names[k]!] ?? 1) : 0,
  );
  const weights = Float32Array.from(rows, (_, i) =>
    perClass.reduce((sum, w, k) => sum + w * targets[i * width + k]!, 0),
  );
  const mean = weights.reduce((a, b) => a + b, 0) / weights.length;
  return targets.map((p, i) => (p * weights[Math.floor(i / width)]!) / mean);
}

/** Targets of FER2013's classes, `width` values each (7, or none): the one label, smoothed. */
export function smoothedClasses(faces: Faces, rows: Uint32Array, smoothing: number, width: number): Float32Array {
  const targets = new Float32Array(rows.length * width).fill(smoothing / width);
  if (width > 0)
    rows.forEach((row, i) => {
      targets[i * width + faces.classes[row]!]! += 1 - smoothing;
    });
  return targets;
}

/** Mixes the teachers' answers into targets; each row keeps its sum, which is its weight. */
export function mixIn(targets: Float32Array, answers: Float32Array, share: number, width: number): void {
  for (let at = 0; at < targets.length; at += width) {
    let weight = 0;
    for (let k = 0; k < width; k++) weight += targets[at + k]!;
    for (let k = 0; k < width; k++)
      targets[at + k] = (1 - share) * targets[at + k]! + share * weight * answers[at + k]!;
  }
}

/** Targets of each row, `width` values, view by view; those of a view of two faces are mixed as the faces are. */
export function viewTargets(
  targets: Float32Array,
  width: number,
  rows: Uint32Array,
  views: number,
  fixedViews: FixedViews | undefined,
): Float32Array {
  const all = new Float32Array(targets.length * views);
  for (let view = 0; view < views; view++) {
    rows.forEach((row, i) => {
      const { share, partner } = (fixedViews && mixingOf(row, view, fixedViews)) ?? { share: 1, partner: i };
      const at = view * targets.length + i * width;
      for (let k = 0; k < width; k++)
        all[at + k] = share * targets[i * width + k]! + (1 - share) * targets[partner * width + k]!;
    });
  }
  return all;
}
