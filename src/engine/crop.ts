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
export function crop(picture: GreyPicture, { corner, step }: Square): Float32Array {
  const samples = Math.min(MAX_SAMPLES, Math.max(1, Math.ceil(Math.hypot(step.x, step.y))));
  const result = new Float32Array(INPUT_AREA);
  for (let row = 0; row < INPUT_SIDE; row++) {
    for (let column = 0; column < INPUT_SIDE; column++) {
      let sum = 0;
      for (let b = 0; b < samples; b++) {
        const down = row + (b + 0.5) / samples;
        for (let a = 0; a < samples; a++) {
          const right = column + (a + 0.5) / samples;
          sum += bilinear(
            picture,
            corner.x + right * step.x - down * step.y,
            corner.y + right * step.y + down * step.x,
          );
        }
      }
      result[row * INPUT_SIDE + column] = sum / (samples * samples);
    }
  }
  return result;
}

/** Level at a place in pixels; the first pixel's middle is (0.5, 0.5). */
function bilinear({ levels, width, height }: GreyPicture, x: number, y: number): number {
  const px = Math.min(width - 1, Math.max(0, x - 0.5));
  const py = Math.min(height - 1, Math.max(0, y - 0.5));
  const left = Math.floor(px);
  const top = Math.floor(py);
  const right = Math.min(left + 1, width - 1);
  const bottom = Math.min(top + 1, height - 1);
  const fx = px - left;
  const fy = py - top;
  const upper = levels[top * width + left]! * (1 - fx) + levels[top * width + right]! * fx;
  const lower = levels[bottom * width + left]! * (1 - fx) + levels[bottom * width + right]! * fx;
  return upper * (1 - fy) + lower * fy;
}
