/** One byte a weight, as tfjs reads it back from weights with quantization uint8: byte · scale + min. */

export interface Bytes {
  readonly bytes: Uint8Array;
  readonly scale: number;
  readonly min: number;
}

/** Rounds to the nearest of 256 values from the smallest to the largest. @throws RangeError if a value is not finite */
export function toBytes(values: Float32Array): Bytes {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) throw new RangeError(`${value} does not fit in a byte.`);
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  // All the same: any scale but zero will do.
  const scale = (max - min) / 255 || 1;
  return { bytes: Uint8Array.from(values, (value) => Math.round((value - min) / scale)), scale, min };
}
