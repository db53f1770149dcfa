/** Vectors of four numbers, as both files of kernels use them. */

/** Bytes of a number, and of the four that go together. */
export const F32: usize = 4;
export const LANES: usize = 16;

export function madd(a: v128, b: v128, c: v128): v128 {
  return v128.relaxed_madd<f32>(a, b, c);
}

export function times(a: v128, factor: f32): v128 {
  return f32x4.mul(a, f32x4.splat(factor));
}

export function plus(a: v128, b: v128): v128 {
  return f32x4.add(a, b);
}

export function minus(a: v128, b: v128): v128 {
  return f32x4.sub(a, b);
}
