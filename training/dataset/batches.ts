/** Training batches as a function of (seed, epoch, step) alone. */

import { INPUT_AREA, normalise } from '../../src/engine/input';
import { EXPRESSIONS } from '../../src/expressions';
import { type Augmentation, augment, mirror } from './augment';
import type { Faces } from './fer2013';
import { drawView, type FixedViews, mixingOf, UNMIXED_SHARE } from './fixed-views';
import { distribution, FER2013_CLASSES, VOTES } from './labels';
import { mixingShare, random, shuffled } from './random';

/** Values a row has in the targets of the two heads; a data set with classes of its own has one head. */
export interface Widths {
  readonly expressions: number;
  readonly classes: number;
}

const FERPLUS_WIDTHS: Widths = { expressions: EXPRESSIONS.length, classes: FER2013_CLASSES.length };

/** How many targets a picture of these has. */
export const widthsOf = ({ own }: Pick<Faces, 'own'>): Widths =>
  own ? { expressions: own.names.length, classes: 0 } : FERPLUS_WIDTHS;

/** What decides an epoch's batches. */
export interface BatchOptions {
  readonly seed: number;
  readonly batch: number;
  readonly augmentation: Augmentation;
  /** Beta(a, a) of mixup (Zhang et al. 2018, https://arxiv.org/abs/1710.09412); 0 is off. Fixed looks are mixed for themselves. */
  readonly mixup: number;
  /** Of the FER2013 head's targets. */
  readonly labelSmoothing: number;
  /** 0: every picture counts the same; 1: every expression does. Weight ∝ frequency^−classBalance, mean 1. */
  readonly classBalance: number;
  /** Further factors by class name. */
  readonly classWeights?: Readonly<Record<string, number>>;
  readonly distillationTargets?: DistillationTargets;
}

/** What teachers say of the rows, to be mixed into their targets. */
export interface DistillationTargets {
  /** So many fixed looks at each row are shown in turn, an epoch each; the answers are to these. Otherwise they are to the row. */
  readonly views?: number;
  /** From this epoch on, the looks from this view on, an epoch each, instead of those before it in turn; they are not mixed. */
  readonly unmixed?: { readonly epoch: number; readonly view: number };
  /** rows × 8 and rows × 7 probabilities; with `views`, view by view. */
  readonly expressions: Float32Array;
  readonly classes: Float32Array;
  /** Of the targets, 0 to 1; the labels have the rest. */
  readonly share: number;
}

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

/** Soft targets of the rows, one after another, times the rows' weights. */
export function weightedTargets(
  faces: Faces,
  rows: Uint32Array,
  {
    classBalance,
    classWeights = {},
    labelSmoothing,
  }: Pick<BatchOptions, 'classBalance' | 'classWeights' | 'labelSmoothing'>,
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
function smoothedClasses(faces: Faces, rows: Uint32Array, smoothing: number, width: number): Float32Array {
  const targets = new Float32Array(rows.length * width).fill(smoothing / width);
  if (width > 0)
    rows.forEach((row, i) => {
      targets[i * width + faces.classes[row]!]! += 1 - smoothing;
    });
  return targets;
}

/** Mixes the teachers' answers into targets; each row keeps its sum, which is its weight. */
function mixIn(targets: Float32Array, answers: Float32Array, share: number, width: number): void {
  for (let at = 0; at < targets.length; at += width) {
    let weight = 0;
    for (let k = 0; k < width; k++) weight += targets[at + k]!;
    for (let k = 0; k < width; k++)
      targets[at + k] = (1 - share) * targets[at + k]! + share * weight * answers[at + k]!;
  }
}

/** Targets of each row, `width` values, look by look; those of a look at two faces are mixed as the faces are. */
function lookTargets(
  targets: Float32Array,
  width: number,
  rows: Uint32Array,
  views: number,
  looks: FixedViews | undefined,
): Float32Array {
  const all = new Float32Array(targets.length * views);
  for (let view = 0; view < views; view++) {
    rows.forEach((row, i) => {
      const { share, partner } = (looks && mixingOf(row, view, looks)) ?? { share: 1, partner: i };
      const at = view * targets.length + i * width;
      for (let k = 0; k < width; k++)
        all[at + k] = share * targets[i * width + k]! + (1 - share) * targets[partner * width + k]!;
    });
  }
  return all;
}

/** @throws Error if the pictures fill no batch */
export function stepsOf(pictures: number, batch: number): number {
  const steps = Math.floor(pictures / batch);
  if (steps === 0)
    throw new Error(
      pictures === 0 ? 'There is no picture to train on.' : `${pictures} pictures do not fill one batch of ${batch}.`,
    );
  return steps;
}

/** Steps of an epoch below which a set is small for its batch: a network needs many steps to learn anything. */
const FEW_STEPS = 4;

/** The recipe's batch, or for small sets the power of two that gives an epoch a few steps. */
export function batchFor(pictures: number, wanted: number): number {
  if (pictures >= FEW_STEPS * wanted) return wanted;
  return Math.min(wanted, 2 ** Math.max(0, Math.floor(Math.log2(pictures / FEW_STEPS))));
}

/** Training batches: the same pictures in the same order, changed in the same way, for the same seed and epoch. */
export class Batches {
  readonly stepsPerEpoch: number;
  private readonly widths: Widths;
  private readonly views: number;
  private readonly looks: FixedViews | undefined;
  private readonly targets: Float32Array;
  private readonly classes: Float32Array;
  private order: { epoch: number; rows: Uint32Array } | undefined;
  private readonly first = new Float32Array(INPUT_AREA);
  private readonly second = new Float32Array(INPUT_AREA);

  constructor(
    private readonly faces: Faces,
    private readonly rows: Uint32Array,
    private readonly options: BatchOptions,
  ) {
    this.stepsPerEpoch = stepsOf(rows.length, options.batch);
    const { distillationTargets: distilled, augmentation, mixup } = options;
    const unmixed = distilled?.unmixed;
    this.views = distilled?.views ?? 1;
    this.looks = distilled?.views
      ? { augmentation, mixup, among: rows, ...(unmixed ? { unmixedFrom: unmixed.view } : {}) }
      : undefined;
    this.widths = widthsOf(faces);
    const { expressions: wide, classes: second } = this.widths;
    const own = weightedTargets(faces, rows, options);
    this.targets = lookTargets(own, wide, rows, this.views, this.looks);
    const classes = smoothedClasses(faces, rows, options.labelSmoothing, second);
    this.classes = lookTargets(classes, second, rows, this.views, this.looks);
    if (!distilled) return;
    mixIn(this.targets, distilled.expressions, distilled.share, wide);
    if (second > 0) mixIn(this.classes, distilled.classes, distilled.share, second);
  }

  private view(epoch: number): number {
    const { epoch: from, view } = this.options.distillationTargets?.unmixed ?? {
      epoch: Number.POSITIVE_INFINITY,
      view: this.views,
    };
    return epoch < from ? epoch % view : view + epoch - from;
  }

  private picture(position: number, epoch: number, out: Float32Array): void {
    const row = this.rows[position]!;
    const { seed, augmentation } = this.options;
    const next = random(seed, epoch, position);
    if (this.looks) {
      drawView(this.faces, row, this.view(epoch), this.looks, out);
      if (next() < 0.5) mirror(out);
    } else {
      augment(this.faces.pixels.subarray(row * INPUT_AREA, (row + 1) * INPUT_AREA), out, augmentation, next);
    }
  }

  /** Writes the batch of one step (0 ≤ step < stepsPerEpoch). The rest of an epoch that fills no batch is left out. */
  fill(epoch: number, step: number, out: Batch): void {
    const { seed, batch, mixup } = this.options;
    if (this.order?.epoch !== epoch) this.order = { epoch, rows: shuffled(this.rows.length, random(seed, epoch, -1)) };
    const members = this.order.rows.subarray(step * batch, (step + 1) * batch);
    const next = random(seed, epoch, -2 - step);
    const at = this.view(epoch) * this.rows.length;
    out.expressions.fill(0);
    out.classes.fill(0);
    members.forEach((position, i) => {
      const partner = members[(i + 1) % batch]!;
      const share = mixup > 0 && !this.looks ? mixingShare(next, mixup) : 1;
      this.picture(position, epoch, this.first);
      if (share < UNMIXED_SHARE) this.picture(partner, epoch, this.second);
      const images = out.images.subarray(i * INPUT_AREA, (i + 1) * INPUT_AREA);
      for (let p = 0; p < INPUT_AREA; p++) {
        const grey = share < UNMIXED_SHARE ? this.first[p]! * share + this.second[p]! * (1 - share) : this.first[p]!;
        images[p] = normalise(grey);
      }
      this.label(out, i, at + position, share);
      if (share < 1) this.label(out, i, at + partner, 1 - share);
    });
  }

  private label(out: Batch, i: number, position: number, share: number): void {
    const { expressions, classes } = this.widths;
    for (let k = 0; k < expressions; k++)
      out.expressions[i * expressions + k]! += share * this.targets[position * expressions + k]!;
    for (let k = 0; k < classes; k++) out.classes[i * classes + k]! += share * this.classes[position * classes + k]!;
  }
}
