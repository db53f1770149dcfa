/** Views of a picture that are the same in every run: a network in training sees them, and its teachers answered to them. */
import { INPUT_AREA } from '../../src/engine/input';
import { type Augmentation, augment } from './augment';
import type { Faces } from './faces';
import { mixingShare, random } from './random';

/** How the views of pictures differ that are the same in every run. */
export interface FixedViews {
  readonly augmentation: Augmentation;
  /** Beta(a, a) of mixing in a view of another picture (mixup, Zhang et al. 2018, arXiv:1710.09412); 0 is off. */
  readonly mixup: number;
  /** Views from this one on are of one face each; all may be mixed otherwise. */
  readonly unmixedFrom?: number;
  /** Rows of the pictures that may be mixed in. */
  readonly among: Uint32Array;
}

/** The share of mixing, as in `mixup`, that this view has. */
export const mixupOf = ({ mixup, unmixedFrom = Number.POSITIVE_INFINITY }: FixedViews, view: number): number =>
  view < unmixedFrom ? mixup : 0;

/** Below one grey level a picture is not worth mixing in. */
export const UNMIXED_SHARE = 0.996;

/** What a view is mixed with, if it is. */
interface Mixing {
  /** Of the view's own picture, 0.5 to 1. */
  readonly share: number;
  /** Index into `among` of the other. */
  readonly partner: number;
}

/**
 * @param next the view's own stream, which then goes on with the spoiling of the other face
 * @returns undefined where a view is of one face
 */
export function mixingOf(
  row: number,
  view: number,
  fixedViews: FixedViews,
  next = random(view, row, 1),
): Mixing | undefined {
  const mixup = mixupOf(fixedViews, view);
  if (mixup === 0) return undefined;
  const share = mixingShare(next, mixup);
  return share < UNMIXED_SHARE ? { share, partner: Math.floor(next() * fixedViews.among.length) } : undefined;
}

const other = new Float32Array(INPUT_AREA);

/**
 * @param view which of the views of this row
 * @param out receives INPUT_AREA grey levels, 0 to 255
 */
export function drawView(
  { pixels }: Pick<Faces, 'pixels'>,
  row: number,
  view: number,
  fixedViews: FixedViews,
  out: Float32Array,
): void {
  const { augmentation, among } = fixedViews;
  const stored = (which: number) => pixels.subarray(which * INPUT_AREA, (which + 1) * INPUT_AREA);
  augment(stored(row), out, augmentation, random(view, row));
  const next = random(view, row, 1);
  const mixing = mixingOf(row, view, fixedViews, next);
  if (!mixing) return;
  const { share, partner } = mixing;
  augment(stored(among[partner]!), other, augmentation, next);
  for (let p = 0; p < INPUT_AREA; p++) out[p] = out[p]! * share + other[p]! * (1 - share);
}
