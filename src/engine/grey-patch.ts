import type { Square } from './align';

/** Part of a picture in grey, each level the mean of `factor` × `factor` pixels. */
export interface GreyPatch {
  readonly levels: Float32Array;
  readonly width: number;
  readonly height: number;
  /** Upper left corner in the picture, pixels. */
  readonly left: number;
  readonly top: number;
  readonly factor: number;
}

type Pixels = Pick<ImageData, 'data' | 'width' | 'height'>;

/**
 * The surroundings of a square of so many steps a side, shrunk.
 *
 * @param margin how far they reach beyond it, in sides.
 * @returns null where no pixel of it lies in the picture.
 */
export function greyPatch(
  { data, width, height }: Pixels,
  { corner, step }: Square,
  side: number,
  margin: number,
  factor: number,
): GreyPatch | null {
  const middle = {
    x: corner.x + (side / 2) * (step.x - step.y),
    y: corner.y + (side / 2) * (step.x + step.y),
  };
  const reach = side * (Math.abs(step.x) + Math.abs(step.y)) * (0.5 + margin);
  const left = Math.max(0, Math.floor(middle.x - reach));
  const top = Math.max(0, Math.floor(middle.y - reach));
  const columns = Math.floor((Math.min(width, Math.ceil(middle.x + reach)) - left) / factor);
  const rows = Math.floor((Math.min(height, Math.ceil(middle.y + reach)) - top) / factor);
  if (!(columns >= 1 && rows >= 1)) return null;
  const levels = new Float32Array(columns * rows);
  for (let row = 0, i = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, i++) {
      let sum = 0;
      for (let b = 0; b < factor; b++) {
        let at = 4 * ((top + row * factor + b) * width + left + column * factor);
        // Luma in 256ths; crop.ts has the exact one, for the network.
        for (let a = 0; a < factor; a++, at += 4) sum += 77 * data[at]! + 150 * data[at + 1]! + 29 * data[at + 2]!;
      }
      levels[i] = sum / (256 * factor * factor);
    }
  }
  return { levels, width: columns, height: rows, left, top, factor };
}

/** Half as large. */
export function halved({ levels, width, height, left, top, factor }: GreyPatch): GreyPatch {
  const [columns, rows] = [Math.max(1, width >> 1), Math.max(1, height >> 1)];
  const result = new Float32Array(columns * rows);
  const [right, down] = [width > 1 ? 1 : 0, height > 1 ? width : 0];
  for (let row = 0, i = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, i++) {
      const at = 2 * row * width + 2 * column;
      result[i] = (levels[at]! + levels[at + right]! + levels[at + down]! + levels[at + right + down]!) / 4;
    }
  }
  return { levels: result, width: columns, height: rows, left, top, factor: 2 * factor };
}

/** Level between the patch's pixels; beyond its border its last pixels go on. @param x, y in pixels of the picture. */
export function levelAt({ levels, width, height, left, top, factor }: GreyPatch, x: number, y: number): number {
  const px = Math.min(width - 1, Math.max(0, (x - left) / factor - 0.5));
  const py = Math.min(height - 1, Math.max(0, (y - top) / factor - 0.5));
  const column = px | 0;
  const row = py | 0;
  const at = row * width + column;
  const right = column + 1 < width ? at + 1 : at;
  const down = row + 1 < height ? width : 0;
  const fx = px - column;
  const fy = py - row;
  const upper = levels[at]! + fx * (levels[right]! - levels[at]!);
  const lower = levels[at + down]! + fx * (levels[right + down]! - levels[at + down]!);
  return upper + fy * (lower - upper);
}
