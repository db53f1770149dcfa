import { type CropGeometry, pose, type Square, square } from './align';
import { type GreyPatch, greyPatch, halved } from './grey-patch';
import { INPUT_SIDE } from './input';
import { poseProblem } from './quality';
import { middleOf, Template } from './registration';
import type { DetectedFace, Point } from './types';

type Pixels = Pick<ImageData, 'data' | 'width' | 'height'>;

/** Points a side that are compared: few first, which see far, then more, which see exactly. */
const COARSE = 12;
const FINE = 24;
/** Sides of the crop that a face may move from one look to the next. */
const MARGIN = 0.3;
/** Least correlation with the face as the detector found it: below, it has turned, is covered, or is another. */
export const LIKE = 0.8;
/** Growth and turn, in radians, since then beyond which its keypoints are no longer to be believed. */
const GROWTH = 1.3;
const TURN = 0.35;

/** One face that the detector found, followed through the pictures after that without it. */
export class FollowedFace {
  private readonly coarse: Template;
  private readonly fine: Template;
  private readonly first: Square;
  private last: Square;

  private constructor(
    readonly face: DetectedFace,
    patch: GreyPatch,
    readonly size: { readonly width: number; readonly height: number },
    first: Square,
  ) {
    this.first = first;
    this.last = first;
    this.fine = new Template(patch, first, FINE);
    this.coarse = new Template(halved(patch), first, COARSE);
  }

  /** null for a face that is not read, and so is not worth following. */
  static of(face: DetectedFace, pixels: Pixels, geometry: CropGeometry): FollowedFace | null {
    const { width, height } = pixels;
    const facePose = pose(face, width, height);
    if (poseProblem(facePose)) return null;
    const first = square(facePose, geometry);
    const patch = surroundings(pixels, first);
    return patch && new FollowedFace(face, patch, { width, height }, first);
  }

  /** Where it is now; null: in doubt. */
  follow(pixels: Pixels): DetectedFace | null {
    const { width, height } = pixels;
    if (width !== this.size.width || height !== this.size.height) return null;
    const patch = surroundings(pixels, this.last);
    if (!patch) return null;
    const near = this.coarse.find(halved(patch), this.last);
    const fit = near && this.fine.find(patch, near.square);
    if (!fit || fit.likeness < LIKE) return null;
    const change = quotient(fit.square.step, this.first.step);
    const growth = Math.hypot(change.x, change.y);
    if (growth > GROWTH || growth < 1 / GROWTH || Math.abs(Math.atan2(change.y, change.x)) > TURN) return null;
    const aside = this.fine.turned(patch, fit.square);
    this.last = fit.square;
    const { step } = fit.square;
    const head = { x: -aside * step.x, y: -aside * step.y };
    return moved(this.face, { from: middleOf(this.first), to: middleOf(fit.square), change, head }, this.size);
  }
}

/** Half as fine as the crop, which is as fine as the points lie. */
function surroundings(pixels: Pixels, { corner, step }: Square): GreyPatch | null {
  const factor = Math.max(1, Math.round((INPUT_SIDE / FINE) * Math.hypot(step.x, step.y)));
  return greyPatch(pixels, { corner, step }, INPUT_SIDE, MARGIN, factor);
}

function quotient(a: Point, b: Point): Point {
  const size = b.x * b.x + b.y * b.y;
  return { x: (a.x * b.x + a.y * b.y) / size, y: (a.y * b.x - a.x * b.y) / size };
}

/** A turn and scaling about one point, which moved to another; and how much further the head went as a whole. In pixels. */
interface Motion {
  readonly from: Point;
  readonly to: Point;
  readonly change: Point;
  readonly head: Point;
}

function moved(
  face: DetectedFace,
  { from, to, change: { x: cos, y: sin }, head }: Motion,
  { width, height }: { readonly width: number; readonly height: number },
): DetectedFace {
  const place = ({ x, y }: Point): Point => {
    const [right, down] = [x * width - from.x, y * height - from.y];
    return { x: (to.x + right * cos - down * sin) / width, y: (to.y + right * sin + down * cos) / height };
  };
  const { box } = face;
  const growth = Math.hypot(cos, sin);
  const middle = place({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  const size = { width: box.width * growth, height: box.height * growth };
  return {
    ...face,
    box: {
      x: middle.x + head.x / width - size.width / 2,
      y: middle.y + head.y / height - size.height / 2,
      ...size,
    },
    leftEye: place(face.leftEye),
    rightEye: place(face.rightEye),
    nose: place(face.nose),
    mouth: place(face.mouth),
  };
}
