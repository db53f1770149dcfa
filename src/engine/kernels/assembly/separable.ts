/**
 * The face detector's layers for the processor, in AssemblyScript: convolutions over each channel by itself and over all
 * channels of one pixel, which together take the place of one over both (Sifre & Mallat 2014; Howard et al. 2017,
 * https://arxiv.org/abs/1704.04861). Tensors are float32, [row, column, channel], square, of one picture; channels come in
 * eights, of which those that a layer does not have are zeros. Borders are as TFLite pads for "same".
 */
import { F32, LANES, madd, plus, times } from './simd';

/** Pixels of a side that a layer makes of `side`, and the zeros before the first of them. */
function steps(side: i32, stride: i32): i32 {
  return (side + stride - 1) / stride;
}

function before(side: i32, size: i32, stride: i32): i32 {
  return max(0, (steps(side, stride) - 1) * stride + size - side) / 2;
}

/** size × size filters over all channels, plus bias, none below `least`. @param filters as `pointwise` takes them, inner = size × size × inputs. @param patches room for a row of such patches, and four numbers more. */
export function convolution(
  from: usize,
  filters: usize,
  bias: usize,
  patches: usize,
  to: usize,
  side: i32,
  inputs: i32,
  outputs: i32,
  size: i32,
  stride: i32,
  least: f32,
): void {
  const across = steps(side, stride);
  const offset = before(side, size, stride);
  const line = size * inputs;
  for (let y = 0; y < across; y++) {
    let into = patches;
    for (let x = 0; x < across; x++) {
      const left = x * stride - offset;
      for (let dy = 0; dy < size; dy++, into += <usize>line * F32) {
        const row = y * stride - offset + dy;
        const isInside = <u32>row < <u32>side;
        const source = from + <usize>((row * side + left) * inputs) * F32;
        if (isInside && left >= 0 && left + size <= side) {
          // What is written too much is written over by what comes next.
          for (let i: usize = 0; i < <usize>line * F32; i += LANES) v128.store(into + i, v128.load(source + i));
          continue;
        }
        for (let i = 0; i < line; i++) {
          const column = left + i / inputs;
          const value = isInside && <u32>column < <u32>side ? f32.load(source + <usize>i * F32) : 0;
          f32.store(into + <usize>i * F32, value);
        }
      }
    }
    const row = to + <usize>(y * across * outputs) * F32;
    pointwise(patches, filters, bias, 0, 0, row, across, size * line, outputs, least);
  }
}

/** size × size filters over each channel by itself, plus bias, none below `least`. @param filters [size, size, channels]. */
export function depthwise(
  from: usize,
  filters: usize,
  bias: usize,
  to: usize,
  side: i32,
  channels: i32,
  size: i32,
  stride: i32,
  least: f32,
): void {
  const across = steps(side, stride);
  const offset = before(side, size, stride);
  const floor = f32x4.splat(least);
  const pixel = <usize>channels * F32;
  const line = <usize>side * pixel;
  const hop = <usize>stride * pixel;
  // Outputs whose filters lie within the picture's columns.
  const first = min(across, (offset + stride - 1) / stride);
  const last = max(first, min(across, (side - size + offset) / stride + 1));
  for (let y = 0; y < across; y++) {
    const top = y * stride - offset;
    const begin = max(0, -top);
    const end = min(size, side - top);
    let x = 0;
    while (x < across) {
      if (size === 3 && x >= first && x < last && last - first >= 4) {
        // Four sums at a time keep the multipliers busy; the last four may begin with some that were made.
        x = min(x, last - 4);
        const start = from + <usize>((top + begin) * side + x * stride - offset) * pixel;
        const into = to + <usize>(y * across + x) * pixel;
        const weights = filters + <usize>(3 * begin) * pixel;
        for (let c: usize = 0; c < pixel; c += LANES) {
          let s0 = v128.load(bias + c);
          let s1 = s0;
          let s2 = s0;
          let s3 = s0;
          let a = start + c;
          let f = weights + c;
          for (let dy = begin; dy < end; dy++, a += line, f += 3 * pixel) {
            const b = a + hop;
            const d = b + hop;
            const e = d + hop;
            const f0 = v128.load(f);
            s0 = madd(v128.load(a), f0, s0);
            s1 = madd(v128.load(b), f0, s1);
            s2 = madd(v128.load(d), f0, s2);
            s3 = madd(v128.load(e), f0, s3);
            const f1 = v128.load(f + pixel);
            s0 = madd(v128.load(a + pixel), f1, s0);
            s1 = madd(v128.load(b + pixel), f1, s1);
            s2 = madd(v128.load(d + pixel), f1, s2);
            s3 = madd(v128.load(e + pixel), f1, s3);
            const f2 = v128.load(f + 2 * pixel);
            s0 = madd(v128.load(a + 2 * pixel), f2, s0);
            s1 = madd(v128.load(b + 2 * pixel), f2, s1);
            s2 = madd(v128.load(d + 2 * pixel), f2, s2);
            s3 = madd(v128.load(e + 2 * pixel), f2, s3);
          }
          const place = into + c;
          v128.store(place, f32x4.max(s0, floor));
          v128.store(place + pixel, f32x4.max(s1, floor));
          v128.store(place + 2 * pixel, f32x4.max(s2, floor));
          v128.store(place + 3 * pixel, f32x4.max(s3, floor));
        }
        x += 4;
        continue;
      }
      const left = x * stride - offset;
      const into = to + <usize>(y * across + x) * pixel;
      for (let c: usize = 0; c < pixel; c += LANES) {
        let sum = v128.load(bias + c);
        for (let dy = begin; dy < end; dy++) {
          for (let dx = max(0, -left); dx < min(size, side - left); dx++) {
            const value = v128.load(from + <usize>((top + dy) * side + left + dx) * pixel + c);
            sum = madd(value, v128.load(filters + <usize>(dy * size + dx) * pixel + c), sum);
          }
        }
        v128.store(into + c, f32x4.max(sum, floor));
      }
      x++;
    }
  }
}

/**
 * [rows, inner] × [inner, columns] → [rows, columns], plus bias, plus what skipped it, none below `least`.
 * @param filters packed by eights of columns: [columns / 8, inner, 8].
 * @param skip [rows, skipped]: beyond so many columns it is zero; `skipped` 0 for none.
 */
export function pointwise(
  from: usize,
  filters: usize,
  bias: usize,
  skip: usize,
  skipped: i32,
  to: usize,
  rows: i32,
  inner: i32,
  columns: i32,
  least: f32,
): void {
  const stride = <usize>inner * F32;
  const across = <usize>columns * F32;
  const skipAcross = <usize>skipped * F32;
  const floor = f32x4.splat(least);
  for (let column = 0; column < columns; column += 8) {
    const panel = filters + <usize>column * stride;
    const place = <usize>column * F32;
    const bias0 = v128.load(bias + place);
    const bias1 = v128.load(bias + place, 16);
    const isSkipped = column < skipped;
    let row = 0;
    for (; row + 4 <= rows; row += 4) {
      const a0 = from + <usize>row * stride;
      const a1 = a0 + stride;
      const a2 = a1 + stride;
      const a3 = a2 + stride;
      let s00 = bias0;
      let s01 = bias1;
      let s10 = bias0;
      let s11 = bias1;
      let s20 = bias0;
      let s21 = bias1;
      let s30 = bias0;
      let s31 = bias1;
      let at = panel;
      for (let k: usize = 0; k < stride; k += F32, at += 32) {
        const b0 = v128.load(at);
        const b1 = v128.load(at, 16);
        const x0 = v128.load32_splat(a0 + k);
        s00 = madd(x0, b0, s00);
        s01 = madd(x0, b1, s01);
        const x1 = v128.load32_splat(a1 + k);
        s10 = madd(x1, b0, s10);
        s11 = madd(x1, b1, s11);
        const x2 = v128.load32_splat(a2 + k);
        s20 = madd(x2, b0, s20);
        s21 = madd(x2, b1, s21);
        const x3 = v128.load32_splat(a3 + k);
        s30 = madd(x3, b0, s30);
        s31 = madd(x3, b1, s31);
      }
      if (isSkipped) {
        const other = skip + <usize>row * skipAcross + place;
        s00 = plus(s00, v128.load(other));
        s01 = plus(s01, v128.load(other, 16));
        s10 = plus(s10, v128.load(other + skipAcross));
        s11 = plus(s11, v128.load(other + skipAcross, 16));
        s20 = plus(s20, v128.load(other + 2 * skipAcross));
        s21 = plus(s21, v128.load(other + 2 * skipAcross, 16));
        s30 = plus(s30, v128.load(other + 3 * skipAcross));
        s31 = plus(s31, v128.load(other + 3 * skipAcross, 16));
      }
      const into = to + <usize>row * across + place;
      v128.store(into, f32x4.max(s00, floor));
      v128.store(into, f32x4.max(s01, floor), 16);
      v128.store(into + across, f32x4.max(s10, floor));
      v128.store(into + across, f32x4.max(s11, floor), 16);
      v128.store(into + 2 * across, f32x4.max(s20, floor));
      v128.store(into + 2 * across, f32x4.max(s21, floor), 16);
      v128.store(into + 3 * across, f32x4.max(s30, floor));
      v128.store(into + 3 * across, f32x4.max(s31, floor), 16);
    }
    for (; row < rows; row++) {
      const a0 = from + <usize>row * stride;
      let s0 = bias0;
      let s1 = bias1;
      let at = panel;
      for (let k: usize = 0; k < stride; k += F32, at += 32) {
        const x = v128.load32_splat(a0 + k);
        s0 = madd(x, v128.load(at), s0);
        s1 = madd(x, v128.load(at, 16), s1);
      }
      if (isSkipped) {
        const other = skip + <usize>row * skipAcross + place;
        s0 = plus(s0, v128.load(other));
        s1 = plus(s1, v128.load(other, 16));
      }
      const into = to + <usize>row * across + place;
      v128.store(into, f32x4.max(s0, floor));
      v128.store(into, f32x4.max(s1, floor), 16);
    }
  }
}

/** Largest of 2 × 2 pixels; of an even side, half. */
export function halve(from: usize, to: usize, side: i32, channels: i32): void {
  const pixel = <usize>channels * F32;
  const line = <usize>side * pixel;
  for (let y = 0; y < side; y += 2) {
    for (let x = 0; x < side; x += 2) {
      const start = from + <usize>(y * side + x) * pixel;
      for (let c: usize = 0; c < pixel; c += LANES, to += LANES) {
        const a = start + c;
        const upper = f32x4.max(v128.load(a), v128.load(a + pixel));
        v128.store(to, f32x4.max(upper, f32x4.max(v128.load(a + line), v128.load(a + line + pixel))));
      }
    }
  }
}

/** Bilinear, by the middles of pixels, to so many pixels a side. */
export function resize(from: usize, to: usize, side: i32, channels: i32, wanted: i32): void {
  const scale = <f32>side / <f32>wanted;
  const pixel = <usize>channels * F32;
  for (let y = 0; y < wanted; y++) {
    const v: f32 = max<f32>(0, (<f32>y + 0.5) * scale - 0.5);
    const top = <i32>v;
    const down = v - <f32>top;
    const upper = from + <usize>(top * side) * pixel;
    const lower = from + <usize>(min(top + 1, side - 1) * side) * pixel;
    for (let x = 0; x < wanted; x++) {
      const u: f32 = max<f32>(0, (<f32>x + 0.5) * scale - 0.5);
      const left = <i32>u;
      const right = u - <f32>left;
      const a = <usize>left * pixel;
      const b = <usize>min(left + 1, side - 1) * pixel;
      for (let c: usize = 0; c < pixel; c += LANES, to += LANES) {
        const above = plus(times(v128.load(upper + a + c), 1 - right), times(v128.load(upper + b + c), right));
        const below = plus(times(v128.load(lower + a + c), 1 - right), times(v128.load(lower + b + c), right));
        v128.store(to, plus(times(above, 1 - down), times(below, down)));
      }
    }
  }
}
