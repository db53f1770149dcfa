/** One byte a weight, as tfjs reads it back from weights with quantization uint8: byte · scale + min. */

/** Values as bytes: byte · scale + min is one again. */
export interface Bytes {
  readonly bytes: Uint8Array;
  readonly scale: number;
  readonly min: number;
}

const LEVELS = 255;
/** Of the range that the values span: a few large ones may be cut so that the many small ones are finer. */
const RANGES = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5];

/**
 * Rounds to the nearest of 256 values, from and to where the squared error is least.
 * @throws RangeError if a value is not finite
 */
export function toBytes(values: Float32Array): Bytes {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) throw new RangeError(`${value} does not fit in a byte.`);
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  return RANGES.map((range) => rounded(values, least * range, greatest * range)).reduce((best, other) =>
    squaredError(values, other) < squaredError(values, best) ? other : best,
  );
}

function rounded(values: Float32Array, min: number, max: number): Bytes {
  // Where all values are the same, any scale but zero will do.
  const scale = (max - min) / LEVELS || 1;
  const bytes = Uint8Array.from(values, (value) => Math.max(0, Math.min(LEVELS, Math.round((value - min) / scale))));
  return { bytes, scale, min };
}

const squaredError = (values: Float32Array, { bytes, scale, min }: Bytes) =>
  values.reduce((sum, value, i) => sum + (bytes[i]! * scale + min - value) ** 2, 0);
