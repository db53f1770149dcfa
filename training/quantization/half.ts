/** IEEE 754 half precision, as tfjs reads it back from weights with quantization float16. */

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** Rounds to nearest, ties to even. @throws RangeError for what a half cannot hold (beyond ±65,504, NaN) */
export function toHalf(values: Float32Array): Uint16Array {
  return Uint16Array.from(values, (value) => {
    if (!(Math.abs(value) < 65_520)) throw new RangeError(`${value} does not fit in a float16.`);
    float[0] = value;
    const sign = (bits[0]! >>> 16) & 0x8000;
    const magnitude = Math.abs(value);
    if (magnitude < 2 ** -14) return sign | roundEven(magnitude * 2 ** 24); // subnormal, or up to the first normal
    const exponent = ((bits[0]! >>> 23) & 0xff) - 127;
    // A mantissa that rounds up to 2 carries into the exponent by itself.
    return sign | (((exponent + 15) << 10) + roundEven((magnitude / 2 ** exponent - 1) * 1024));
  });
}

function roundEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}

/** IEEE 754 halves → numbers. */
export function fromHalf(halves: Uint16Array): Float32Array {
  return Float32Array.from(halves, (half) => {
    const exponent = (half >> 10) & 0x1f;
    const mantissa = half & 0x3ff;
    const magnitude = exponent === 0 ? mantissa * 2 ** -24 : (1 + mantissa / 1024) * 2 ** (exponent - 15);
    return half & 0x8000 ? -magnitude : magnitude;
  });
}
