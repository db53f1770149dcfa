import type { Square } from './align';
import { INPUT_AREA, INPUT_SIDE, luma } from './input';

/** Grey levels 0 to 255, row by row. */
export interface GreyPicture {
  readonly levels: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** @param rgba four bytes per pixel, row by row, as in ImageData; opacity is not looked at. */
export function greyPicture(rgba: Uint8ClampedArray | Uint8Array, width: number, height: number): GreyPicture {
  if (rgba.length !== 4 * width * height) {
    throw new Error(`A picture of ${width} × ${height} pixels has ${4 * width * height} bytes, not ${rgba.length}.`);
  }
  const levels = new Float32Array(width * height);
  for (let i = 0, j = 0; i < levels.length; i++, j += 4) levels[i] = luma(rgba[j]!, rgba[j + 1]!, rgba[j + 2]!);
  return { levels, width, height };
}

/** Four bytes a pixel, row by row, as in ImageData. */
export interface Pixels {
  readonly data: Uint8ClampedArray | Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** As `crop`, of a picture of which only what the square covers is made grey. */
export function cropPixels({ data, width, height }: Pixels, { corner, step }: Square): Float32Array {
  const far = { x: INPUT_SIDE * step.x, y: INPUT_SIDE * step.y };
  const span = (from: number, a: number, b: number, most: number) => {
    // A pixel more at each end: samples lie between the middles of two.
    const start = Math.min(most - 1, Math.max(0, Math.floor(from + Math.min(0, a, b, a + b)) - 1));
    const end = Math.max(start + 1, Math.min(most, Math.ceil(from + Math.max(0, a, b, a + b)) + 1));
    return [start, end] as const;
  };
  const [left, right] = span(corner.x, far.x, -far.y, width);
  const [top, bottom] = span(corner.y, far.y, far.x, height);
  const part = { levels: new Float32Array((right - left) * (bottom - top)), width: right - left, height: bottom - top };
  for (let row = top, i = 0; row < bottom; row++) {
    for (let at = 4 * (row * width + left), end = 4 * (row * width + right); at < end; at += 4, i++) {
      part.levels[i] = luma(data[at]!, data[at + 1]!, data[at + 2]!);
    }
  }
  return crop(part, { corner: { x: corner.x - left, y: corner.y - top }, step });
}

/** More would cost time and change nothing that is seen: a face over the whole of a 640-pixel picture shrinks 13 times. */
const MAX_SAMPLES = 8;

/**
 * The square of a picture as INPUT_SIDE × INPUT_SIDE grey levels, 0 to 255, row by row. Our own sampling, in plain arithmetic, so that
 * Node and every browser give the same numbers: each pixel is the mean of as many bilinear samples as it covers pixels
 * of the picture (once each way when growing), which keeps fine patterns from turning into false ones when shrinking.
 * Beyond the picture's border its last pixels go on.
 */
export function crop({ levels, width, height }: GreyPicture, { corner, step }: Square): Float32Array {
  const samples = Math.min(MAX_SAMPLES, Math.max(1, Math.ceil(Math.hypot(step.x, step.y))));
  const share = 1 / samples;
  const farX = width - 1;
  const farY = height - 1;
  const sums = new Float64Array(INPUT_SIDE);
  const result = new Float32Array(INPUT_AREA);
  for (let row = 0, i = 0; row < INPUT_SIDE; row++) {
    sums.fill(0);
    for (let b = 0; b < samples; b++) {
      const down = row + (b + 0.5) * share;
      // The first pixel's middle is (0.5, 0.5).
      const startX = corner.x - down * step.y - 0.5;
      const startY = corner.y + down * step.x - 0.5;
      for (let column = 0, k = 0; column < INPUT_SIDE; column++) {
        let sum = 0;
        for (let a = 0; a < samples; a++, k++) {
          const right = (k + 0.5) * share;
          const x = startX + right * step.x;
          const y = startY + right * step.y;
          const px = x < 0 ? 0 : x > farX ? farX : x;
          const py = y < 0 ? 0 : y > farY ? farY : y;
          const left = px | 0;
          const top = py | 0;
          const at = top * width + left;
          const next = left < farX ? at + 1 : at;
          const below = top < farY ? width : 0;
          const fx = px - left;
          const upper = levels[at]! + fx * (levels[next]! - levels[at]!);
          const lower = levels[at + below]! + fx * (levels[next + below]! - levels[at + below]!);
          sum += upper + (py - top) * (lower - upper);
        }
        sums[column]! += sum;
      }
    }
    for (let column = 0; column < INPUT_SIDE; column++, i++) result[i] = sums[column]! * share * share;
  }
  return result;
}
