/** Training batches as a function of (seed, epoch, step) alone. */
import { INPUT_AREA, normalise } from '../../src/engine/input';
import { type Augmentation, augment, mirror } from './augment';
import { type Batch, type Widths, widthsOf } from './batch';
import { stepsOf } from './batch-size';
import type { Faces } from './faces';
import { drawView, type FixedViews, UNMIXED_SHARE } from './fixed-views';
import { mixingShare, random, shuffled } from './random';
import {
  type DistillationTargets,
  mixIn,
  smoothedClasses,
  type TargetOptions,
  viewTargets,
  weightedTargets,
} from './targets';

/** What decides an epoch's batches. */
export interface BatchOptions extends TargetOptions {
  readonly seed: number;
  readonly batch: number;
  readonly augmentation: Augmentation;
  /** Beta(a, a) of mixup (Zhang et al. 2018, https://arxiv.org/abs/1710.09412); 0 is off. Fixed views are mixed for themselves. */
  readonly mixup: number;
  readonly distillationTargets?: DistillationTargets;
}

/** Training batches: the same pictures in the same order, changed in the same way, for the same seed and epoch. */
export class Batches {
  readonly stepsPerEpoch: number;
  private readonly widths: Widths;
  private readonly views: number;
  private readonly fixedViews: FixedViews | undefined;
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
    this.fixedViews = distilled?.views
      ? { augmentation, mixup, among: rows, ...(unmixed ? { unmixedFrom: unmixed.view } : {}) }
      : undefined;
    this.widths = widthsOf(faces);
    const { expressions: wide, classes: second } = this.widths;
    const own = weightedTargets(faces, rows, options);
    this.targets = viewTargets(own, wide, rows, this.views, this.fixedViews);
    const classes = smoothedClasses(faces, rows, options.labelSmoothing, second);
    this.classes = viewTargets(classes, second, rows, this.views, this.fixedViews);
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
    if (this.fixedViews) {
      drawView(this.faces, row, this.view(epoch), this.fixedViews, out);
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
      const share = mixup > 0 && !this.fixedViews ? mixingShare(next, mixup) : 1;
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
