import type { Square } from './align';
import { type GreyPatch, levelAt } from './grey-patch';
import { INPUT_SIDE } from './input';

/** Rounds at most, and a movement of the square's border, in crop pixels, that ends them. */
const ROUNDS = 8;
const SETTLED = 0.04;
/** Of the shift's own Hessian, added to the turn's: what little shows of a turn in a noisy picture must not be taken for much. */
const DAMPING = 0.03;

/** How well a square fits a template, and where it lies. */
export interface Fit {
  readonly square: Square;
  /** Correlation with the template, −1 to 1. */
  readonly likeness: number;
}

/**
 * A face's picture that is found again in later pictures, wherever it was shifted, turned or scaled to: Lucas and Kanade's
 * image registration, in its inverse compositional form (Baker & Matthews 2004, doi:10.1023/B:VISI.0000011205.11775.fd), for
 * similarity transforms, on levels of mean 0 and deviation 1, so that light does not matter.
 */
export class Template {
  private readonly levels: Float32Array;
  private readonly seen: Float32Array;
  /** Change of each point's level by growth, turn and shift; four numbers a point, weighted. */
  private readonly descent: Float64Array;
  private readonly inverse: Float64Array | null;
  private readonly weights: Float32Array;
  private turning: Turning | null = null;

  /** @param points a side. */
  constructor(
    patch: GreyPatch,
    square: Square,
    private readonly points: number,
  ) {
    this.weights = weightsOf(points);
    this.levels = new Float32Array(points * points);
    this.seen = new Float32Array(points * points);
    this.sample(patch, square, this.levels);
    this.descent = new Float64Array(4 * points * points);
    this.inverse = this.prepare();
  }

  /** @param start where it may be. @returns null where the template shows nothing, or the picture there does not. */
  find(patch: GreyPatch, start: Square): Fit | null {
    const { inverse } = this;
    if (!inverse || !this.sample(patch, start, this.seen)) return null;
    let square = start;
    let likeness = this.likeness();
    for (let round = 0; round < ROUNDS; round++) {
      const moved = this.moved(square, inverse);
      if (!moved || !this.sample(patch, moved.square, this.seen)) break;
      const next = this.likeness();
      if (next < likeness) break;
      likeness = next;
      square = moved.square;
      if (moved.by < SETTLED) break;
    }
    return { square, likeness };
  }

  /**
   * How far a head turned aside since the template was taken, by what parallax shows: the middle of a face, which is nearer,
   * goes along, and its rim does not. One more step of Gauss and Newton from where `find` ended, for a shift of all and one of
   * the middle together.
   *
   * @returns crop pixels that the head as a whole went less far to the right than `find` says of its surface; 0 where nothing tells.
   */
  turned(patch: GreyPatch, found: Square): number {
    this.turning ??= this.prepareTurning();
    const { descent, levels, seen, turning } = this;
    if (!turning || !this.sample(patch, found, seen)) return 0;
    let across = 0;
    for (let i = 0, at = 0; i < levels.length; i++, at += 4) {
      let step = turning.row[4]! * turning.descent[i]!;
      for (let p = 0; p < 4; p++) step += turning.row[p]! * descent[at + p]!;
      across += step * (seen[i]! - levels[i]!);
    }
    return across;
  }

  /** One step of Gauss and Newton. */
  private moved(square: Square, inverse: Float64Array): { square: Square; by: number } | null {
    const { descent, levels, seen } = this;
    const slope = [0, 0, 0, 0];
    for (let i = 0, at = 0; i < levels.length; i++, at += 4) {
      const error = seen[i]! - levels[i]!;
      for (let p = 0; p < 4; p++) slope[p]! += descent[at + p]! * error;
    }
    const [growth, turn, x, y] = [0, 1, 2, 3].map((p) =>
      slope.reduce((sum, value, q) => sum + inverse[4 * p + q]! * value, 0),
    ) as [number, number, number, number];
    const by = Math.max(Math.hypot(x, y), (INPUT_SIDE / 2) * Math.hypot(growth, turn));
    // What the template would have to do is undone by the square: z ↦ (z − shift) / (1 + growth + i·turn).
    const size = (1 + growth) ** 2 + turn ** 2;
    if (!(by < INPUT_SIDE / 2) || size < 0.25) return null;
    const factor = { x: (1 + growth) / size, y: -turn / size };
    const shift = times(factor, { x: -x, y: -y });
    const middle = middleOf(square);
    const step = times(square.step, factor);
    const offset = times(square.step, shift);
    return { square: squareAbout({ x: middle.x + offset.x, y: middle.y + offset.y }, step), by };
  }

  private likeness(): number {
    let sum = 0;
    for (let i = 0; i < this.levels.length; i++) sum += this.weights[i]! * this.levels[i]! * this.seen[i]!;
    return sum;
  }

  /** @returns false where all is of one level. */
  private sample(patch: GreyPatch, { corner, step }: Square, into: Float32Array): boolean {
    const { points, weights } = this;
    const spacing = INPUT_SIDE / points;
    let mean = 0;
    for (let row = 0, i = 0; row < points; row++) {
      const down = (row + 0.5) * spacing;
      for (let column = 0; column < points; column++, i++) {
        const right = (column + 0.5) * spacing;
        const level = levelAt(
          patch,
          corner.x + right * step.x - down * step.y,
          corner.y + right * step.y + down * step.x,
        );
        into[i] = level;
        mean += weights[i]! * level;
      }
    }
    let square = 0;
    for (let i = 0; i < into.length; i++) square += weights[i]! * (into[i]! - mean) ** 2;
    const deviation = Math.sqrt(square);
    for (let i = 0; i < into.length; i++) into[i] = deviation > 0 ? (into[i]! - mean) / deviation : 0;
    return deviation > 1;
  }

  /** Fills in `descent`. @returns the inverse of the Hessian; null where it has none: nothing to hold on to. */
  private prepare(): Float64Array | null {
    const { points, levels, weights, descent } = this;
    const spacing = INPUT_SIDE / points;
    const hessian = new Float64Array(16);
    for (let row = 0, i = 0; row < points; row++) {
      const y = (row + 0.5) * spacing - INPUT_SIDE / 2;
      for (let column = 0; column < points; column++, i++) {
        const x = (column + 0.5) * spacing - INPUT_SIDE / 2;
        const [left, right] = [Math.max(0, column - 1), Math.min(points - 1, column + 1)];
        const [above, below] = [Math.max(0, row - 1), Math.min(points - 1, row + 1)];
        const across = (levels[row * points + right]! - levels[row * points + left]!) / ((right - left) * spacing);
        const downward =
          (levels[below * points + column]! - levels[above * points + column]!) / ((below - above) * spacing);
        const change = [across * x + downward * y, downward * x - across * y, across, downward];
        for (let p = 0; p < 4; p++) {
          descent[4 * i + p] = weights[i]! * change[p]!;
          for (let q = 0; q < 4; q++) hessian[4 * p + q]! += weights[i]! * change[p]! * change[q]!;
        }
      }
    }
    return inverted(hessian);
  }

  /** null: nothing to hold on to. */
  private prepareTurning(): Turning | null {
    const { points, descent, weights } = this;
    const spacing = INPUT_SIDE / points;
    const own = new Float64Array(points * points);
    const hessian = new Float64Array(25);
    const changes = new Float64Array(5);
    for (let i = 0; i < own.length; i++) {
      if (weights[i] === 0) continue;
      const x = ((i % points) + 0.5) * spacing - INPUT_SIDE / 2;
      const y = (Math.floor(i / points) + 0.5) * spacing - INPUT_SIDE / 2;
      changes.set(descent.subarray(4 * i, 4 * i + 4));
      // A face bulges: most in its middle, and at half a crop from there not at all.
      own[i] = descent[4 * i + 2]! * (1 - (x * x + y * y) / (INPUT_SIDE / 2) ** 2);
      changes[4] = own[i]!;
      for (let p = 0; p < 5; p++)
        for (let q = 0; q < 5; q++) hessian[5 * p + q]! += (changes[p]! * changes[q]!) / weights[i]!;
    }
    hessian[24]! += DAMPING * hessian[12]!;
    const inverse = inverted(hessian);
    return inverse && { descent: own, row: inverse.subarray(10, 15) };
  }
}

/** What tells a turn from a shift. */
interface Turning {
  /** Change of each point's level by the middle's shift, weighted. */
  readonly descent: Float64Array;
  /** Of the inverse Hessian of all five, the shift's. */
  readonly row: Float64Array;
}

type Complex = { readonly x: number; readonly y: number };

const times = (a: Complex, b: Complex): Complex => ({ x: a.x * b.x - a.y * b.y, y: a.x * b.y + a.y * b.x });

const HALF = { x: INPUT_SIDE / 2, y: INPUT_SIDE / 2 };

/** Of a square, in pixels of the picture that it lies in. */
export function middleOf({ corner, step }: Square): Complex {
  const half = times(step, HALF);
  return { x: corner.x + half.x, y: corner.y + half.y };
}

function squareAbout(middle: Complex, step: Complex): Square {
  const half = times(step, HALF);
  return { corner: { x: middle.x - half.x, y: middle.y - half.y }, step };
}

/** Most for the middle of the face, whose sum is 1: what lies behind it, in the corners, does not move along. */
function weightsOf(points: number): Float32Array {
  const weights = new Float32Array(points * points);
  let sum = 0;
  for (let row = 0, i = 0; row < points; row++) {
    for (let column = 0; column < points; column++, i++) {
      const x = ((column + 0.5) / points - 0.5) / 0.42;
      const y = ((row + 0.5) / points - 0.5) / 0.5;
      weights[i] = Math.max(0, 1 - (x * x + y * y) ** 2);
      sum += weights[i]!;
    }
  }
  return weights.map((weight) => weight / sum);
}

/** Of a square matrix, by Gauss and Jordan; null where there is none. */
function inverted(matrix: Float64Array): Float64Array | null {
  const n = Math.sqrt(matrix.length);
  const a = Float64Array.from(matrix);
  const inverse = Float64Array.from(matrix, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
  for (let p = 0; p < n; p++) {
    let pivot = p;
    for (let row = p + 1; row < n; row++) if (Math.abs(a[n * row + p]!) > Math.abs(a[n * pivot + p]!)) pivot = row;
    const value = a[n * pivot + p]!;
    if (!(Math.abs(value) > 1e-12)) return null;
    for (let q = 0; q < n; q++) {
      for (const m of [a, inverse]) {
        const kept = m[n * p + q]!;
        m[n * p + q] = m[n * pivot + q]! / value;
        if (pivot !== p) m[n * pivot + q] = kept;
      }
    }
    for (let row = 0; row < n; row++) {
      const share = a[n * row + p]!;
      if (row === p || share === 0) continue;
      for (let q = 0; q < n; q++) {
        a[n * row + q]! -= share * a[n * p + q]!;
        inverse[n * row + q]! -= share * inverse[n * p + q]!;
      }
    }
  }
  return inverse;
}
