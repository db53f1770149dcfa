/**
 * The expression network's layers for the processor, in AssemblyScript (not TypeScript: tsconfig.json leaves it out): scripts/build/kernels.ts compiles it to WebAssembly
 * with SIMD and fused multiply-add, which tfjs' own build does not use. Convolutions of 3 × 3 are Winograd's minimal
 * filtering (Lavin & Gray 2015, https://arxiv.org/abs/1509.09308), which needs a quarter to under half of the
 * multiplications. Tensors are float32, [batch, row, column, channel], at addresses that the caller lays out.
 */

import { F32, LANES, madd, minus, plus, times } from './simd';

/** The input of one tile, half transformed, and its output: 8 × 8 vectors at most. */
const scratch: usize = memory.data(64 * 16, 16);

function at(base: usize, index: usize): usize {
  return base + index * LANES;
}

/** Bᵀd for one line of d, F(4 × 4, 3 × 3). `step` bytes lie between two of its vectors. */
function input4(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const d0 = v128.load(from);
  const d1 = v128.load(from + fromStep);
  const d2 = v128.load(from + 2 * fromStep);
  const d3 = v128.load(from + 3 * fromStep);
  const d4 = v128.load(from + 4 * fromStep);
  const d5 = v128.load(from + 5 * fromStep);
  const even = minus(d4, times(d2, 4));
  const odd = minus(d3, times(d1, 4));
  const outer = minus(d4, d2);
  const inner = times(minus(d3, d1), 2);
  v128.store(to, plus(minus(times(d0, 4), times(d2, 5)), d4));
  v128.store(to + toStep, plus(even, odd));
  v128.store(to + 2 * toStep, minus(even, odd));
  v128.store(to + 3 * toStep, plus(outer, inner));
  v128.store(to + 4 * toStep, minus(outer, inner));
  v128.store(to + 5 * toStep, plus(minus(times(d1, 4), times(d3, 5)), d5));
}

/** The same, F(3 × 3, 3 × 3). */
function input3(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const d0 = v128.load(from);
  const d1 = v128.load(from + fromStep);
  const d2 = v128.load(from + 2 * fromStep);
  const d3 = v128.load(from + 3 * fromStep);
  const d4 = v128.load(from + 4 * fromStep);
  const outer = minus(d3, d1);
  v128.store(to, plus(times(minus(d0, d2), 2), outer));
  v128.store(to + toStep, minus(minus(d3, d2), times(d1, 2)));
  v128.store(to + 2 * toStep, plus(minus(d3, times(d2, 3)), times(d1, 2)));
  v128.store(to + 3 * toStep, outer);
  v128.store(to + 4 * toStep, minus(minus(d4, d2), times(outer, 2)));
}

/** The same, F(2 × 2, 3 × 3). */
function input2(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const d0 = v128.load(from);
  const d1 = v128.load(from + fromStep);
  const d2 = v128.load(from + 2 * fromStep);
  const d3 = v128.load(from + 3 * fromStep);
  v128.store(to, minus(d0, d2));
  v128.store(to + toStep, plus(d1, d2));
  v128.store(to + 2 * toStep, minus(d2, d1));
  v128.store(to + 3 * toStep, minus(d1, d3));
}

/** Aᵀm for one line of m, F(4 × 4, 3 × 3). */
function output4(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const m0 = v128.load(from);
  const m1 = v128.load(from + fromStep);
  const m2 = v128.load(from + 2 * fromStep);
  const m3 = v128.load(from + 3 * fromStep);
  const m4 = v128.load(from + 4 * fromStep);
  const m5 = v128.load(from + 5 * fromStep);
  const near = plus(m1, m2);
  const far = plus(m3, m4);
  const nearApart = minus(m1, m2);
  const farApart = minus(m3, m4);
  v128.store(to, plus(plus(m0, near), far));
  v128.store(to + toStep, plus(nearApart, times(farApart, 2)));
  v128.store(to + 2 * toStep, plus(near, times(far, 4)));
  v128.store(to + 3 * toStep, plus(plus(nearApart, times(farApart, 8)), m5));
}

/** The same, F(3 × 3, 3 × 3). */
function output3(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const m0 = v128.load(from);
  const m1 = v128.load(from + fromStep);
  const m2 = v128.load(from + 2 * fromStep);
  const m3 = v128.load(from + 3 * fromStep);
  const m4 = v128.load(from + 4 * fromStep);
  const near = plus(m1, m2);
  v128.store(to, plus(plus(m0, near), m3));
  v128.store(to + toStep, plus(minus(m1, m2), times(m3, 2)));
  v128.store(to + 2 * toStep, plus(plus(near, times(m3, 4)), m4));
}

/** The same, F(2 × 2, 3 × 3). */
function output2(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const m0 = v128.load(from);
  const m1 = v128.load(from + fromStep);
  const m2 = v128.load(from + 2 * fromStep);
  const m3 = v128.load(from + 3 * fromStep);
  v128.store(to, plus(plus(m0, m1), m2));
  v128.store(to + toStep, minus(minus(m1, m2), m3));
}

/** Gg for one line of g, F(4 × 4, 3 × 3). `step` bytes lie between two of its vectors. */
function filter4(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from);
  const g1 = v128.load(from + fromStep);
  const g2 = v128.load(from + 2 * fromStep);
  const near = times(plus(g0, g2), -1.0 / 6.0);
  const far = plus(times(g0, 1.0 / 24.0), times(g2, 1.0 / 6.0));
  v128.store(to, times(g0, 0.25));
  v128.store(to + toStep, minus(near, times(g1, 1.0 / 6.0)));
  v128.store(to + 2 * toStep, plus(near, times(g1, 1.0 / 6.0)));
  v128.store(to + 3 * toStep, plus(far, times(g1, 1.0 / 12.0)));
  v128.store(to + 4 * toStep, minus(far, times(g1, 1.0 / 12.0)));
  v128.store(to + 5 * toStep, g2);
}

/** The same, F(3 × 3, 3 × 3). */
function filter3(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from);
  const g1 = v128.load(from + fromStep);
  const g2 = v128.load(from + 2 * fromStep);
  const outer = plus(g0, g2);
  v128.store(to, times(g0, 0.5));
  v128.store(to + toStep, times(plus(outer, g1), -0.5));
  v128.store(to + 2 * toStep, times(minus(g1, outer), 1.0 / 6.0));
  v128.store(to + 3 * toStep, plus(times(g0, 1.0 / 6.0), plus(times(g1, 1.0 / 3.0), times(g2, 2.0 / 3.0))));
  v128.store(to + 4 * toStep, g2);
}

/** The same, F(2 × 2, 3 × 3). */
function filter2(from: usize, fromStep: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from);
  const g1 = v128.load(from + fromStep);
  const g2 = v128.load(from + 2 * fromStep);
  const outer = times(plus(g0, g2), 0.5);
  v128.store(to, g0);
  v128.store(to + toStep, plus(outer, times(g1, 0.5)));
  v128.store(to + 2 * toStep, minus(outer, times(g1, 0.5)));
  v128.store(to + 3 * toStep, g2);
}

/**
 * Filters [3, 3, inputs, outputs] into GgGᵀ, as `multiply` takes them: [(tile + 2)², outputs / 8, inputs, 8].
 * @param outputs a multiple of 8.
 */
export function winogradFilters(from: usize, to: usize, inputs: i32, outputs: i32, tile: i32): void {
  const window = tile + 2;
  const pairs = <usize>inputs * <usize>outputs * F32;
  const line = <usize>window * LANES;
  for (let input = 0; input < inputs; input++) {
    for (let output = 0; output < outputs; output += 4) {
      const source = from + <usize>(input * outputs + output) * F32;
      // Down the columns, to three columns of `window` rows; then along the rows.
      for (let x = 0; x < 3; x++) {
        const place = at(scratch, x);
        if (tile === 4) filter4(source + <usize>x * pairs, 3 * pairs, place, line);
        else if (tile === 3) filter3(source + <usize>x * pairs, 3 * pairs, place, line);
        else filter2(source + <usize>x * pairs, 3 * pairs, place, line);
      }
      const panel = output - (output & 7);
      const target = to + <usize>(panel * inputs + input * 8 + (output & 7)) * F32;
      for (let y = 0; y < window; y++) {
        const row = target + <usize>(y * window) * pairs;
        if (tile === 4) filter4(at(scratch, y * window), LANES, row, pairs);
        else if (tile === 3) filter3(at(scratch, y * window), LANES, row, pairs);
        else filter2(at(scratch, y * window), LANES, row, pairs);
      }
    }
  }
}

/**
 * Pictures of side × side into tiles of (tile + 2)² that overlap by 2, transformed: [(tile + 2)², tiles, channels].
 * @param tile 4, 3 or 2, pixels of the output that one tile makes, across.
 */
export function winogradInput(from: usize, to: usize, batch: i32, side: i32, channels: i32, tile: i32): void {
  const across = (side + tile - 1) / tile;
  const window = tile + 2;
  const tiles = batch * across * across;
  const plane = <usize>tiles * <usize>channels * F32;
  const half = scratch;
  let index: usize = 0;
  for (let picture = 0; picture < batch; picture++) {
    const base = from + <usize>(picture * side * side * channels) * F32;
    for (let ty = 0; ty < across; ty++) {
      for (let tx = 0; tx < across; tx++, index++) {
        const top = ty * tile - 1;
        const left = tx * tile - 1;
        for (let c = 0; c < channels; c += 4) {
          // Columns first: each column of the window, gathered with zeros beyond the border, then transformed in place.
          for (let y = 0; y < window; y++) {
            const row = top + y;
            for (let x = 0; x < window; x++) {
              const column = left + x;
              const isInside = <u32>row < <u32>side && <u32>column < <u32>side;
              const value = isInside
                ? v128.load(base + <usize>((row * side + column) * channels + c) * F32)
                : f32x4.splat(0);
              v128.store(at(half, y * window + x), value);
            }
          }
          const line = <usize>window * LANES;
          for (let x = 0; x < window; x++) {
            const place = at(half, x);
            if (tile === 4) input4(place, line, place, line);
            else if (tile === 3) input3(place, line, place, line);
            else input2(place, line, place, line);
          }
          const into = to + (index * <usize>channels + <usize>c) * F32;
          for (let y = 0; y < window; y++) {
            const place = at(half, y * window);
            const target = into + <usize>(y * window) * plane;
            if (tile === 4) input4(place, LANES, target, plane);
            else if (tile === 3) input3(place, LANES, target, plane);
            else input2(place, LANES, target, plane);
          }
        }
      }
    }
  }
}

/**
 * Products of tiles and filters back to pictures, plus bias, none below `least`, plus what skipped the convolution.
 * @param skip address of as many numbers as the output has; 0 for none.
 */
export function winogradOutput(
  from: usize,
  bias: usize,
  skip: usize,
  to: usize,
  batch: i32,
  side: i32,
  channels: i32,
  tile: i32,
  least: f32,
): void {
  const across = (side + tile - 1) / tile;
  const window = tile + 2;
  const tiles = batch * across * across;
  const plane = <usize>tiles * <usize>channels * F32;
  const half = scratch;
  const floor = f32x4.splat(least);
  let index: usize = 0;
  for (let picture = 0; picture < batch; picture++) {
    const base = <usize>(picture * side * side * channels) * F32;
    for (let ty = 0; ty < across; ty++) {
      for (let tx = 0; tx < across; tx++, index++) {
        for (let c = 0; c < channels; c += 4) {
          const source = from + (index * <usize>channels + <usize>c) * F32;
          const line = <usize>window * LANES;
          for (let x = 0; x < window; x++) {
            if (tile === 4) output4(source + <usize>x * plane, <usize>window * plane, at(half, x), line);
            else if (tile === 3) output3(source + <usize>x * plane, <usize>window * plane, at(half, x), line);
            else output2(source + <usize>x * plane, <usize>window * plane, at(half, x), line);
          }
          const added = v128.load(bias + <usize>c * F32);
          const rows = min(tile, side - ty * tile);
          const columns = min(tile, side - tx * tile);
          for (let y = 0; y < rows; y++) {
            const place = at(half, y * window);
            if (tile === 4) output4(place, LANES, place, LANES);
            else if (tile === 3) output3(place, LANES, place, LANES);
            else output2(place, LANES, place, LANES);
            const start = base + <usize>(((ty * tile + y) * side + tx * tile) * channels + c) * F32;
            for (let x = 0; x < columns; x++) {
              const offset = start + <usize>(x * channels) * F32;
              let value = f32x4.max(plus(v128.load(at(place, x)), added), floor);
              if (skip !== 0) value = plus(value, v128.load(skip + offset));
              v128.store(to + offset, value);
            }
          }
        }
      }
    }
  }
}

/**
 * [points, rows, inner] × [points, inner, columns] → [points, rows, columns].
 * @param b packed by eights of columns: [points, columns / 8, inner, 8].
 */
export function multiply(a: usize, b: usize, to: usize, points: i32, rows: i32, inner: i32, columns: i32): void {
  const aPlane = <usize>rows * <usize>inner * F32;
  const bPlane = <usize>inner * <usize>columns * F32;
  const toPlane = <usize>rows * <usize>columns * F32;
  // So many threes that the rest are fours.
  let threes = (4 - (rows & 3)) & 3;
  if (3 * threes > rows) threes = 0;
  const fours = rows - 3 * threes;
  for (let point = 0; point < points; point++) {
    for (let column = 0; column < columns; column += 8) {
      const panel = b + <usize>(column * inner) * F32;
      const into = to + <usize>column * F32;
      let row = 0;
      for (; row + 4 <= fours; row += 4) rows4(a, panel, into, row, inner, columns);
      for (; row + 3 <= rows; row += 3) rows3(a, panel, into, row, inner, columns);
      for (; row < rows; row++) rows1(a, panel, into, row, inner, columns);
    }
    a += aPlane;
    b += bPlane;
    to += toPlane;
  }
}

function rows4(a: usize, panel: usize, to: usize, row: i32, inner: i32, columns: i32): void {
  const stride = <usize>inner * F32;
  const a0 = a + <usize>row * stride;
  const a1 = a0 + stride;
  const a2 = a1 + stride;
  const a3 = a2 + stride;
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  let s30 = s00;
  let s31 = s00;
  for (let k: usize = 0; k < stride; k += F32, panel += 32) {
    const b0 = v128.load(panel);
    const b1 = v128.load(panel, 16);
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
  const across = <usize>columns * F32;
  to += <usize>row * across;
  v128.store(to, s00);
  v128.store(to, s01, 16);
  to += across;
  v128.store(to, s10);
  v128.store(to, s11, 16);
  to += across;
  v128.store(to, s20);
  v128.store(to, s21, 16);
  to += across;
  v128.store(to, s30);
  v128.store(to, s31, 16);
}

function rows3(a: usize, panel: usize, to: usize, row: i32, inner: i32, columns: i32): void {
  const stride = <usize>inner * F32;
  const a0 = a + <usize>row * stride;
  const a1 = a0 + stride;
  const a2 = a1 + stride;
  let s00 = f32x4.splat(0);
  let s01 = s00;
  let s10 = s00;
  let s11 = s00;
  let s20 = s00;
  let s21 = s00;
  for (let k: usize = 0; k < stride; k += F32, panel += 32) {
    const b0 = v128.load(panel);
    const b1 = v128.load(panel, 16);
    const x0 = v128.load32_splat(a0 + k);
    s00 = madd(x0, b0, s00);
    s01 = madd(x0, b1, s01);
    const x1 = v128.load32_splat(a1 + k);
    s10 = madd(x1, b0, s10);
    s11 = madd(x1, b1, s11);
    const x2 = v128.load32_splat(a2 + k);
    s20 = madd(x2, b0, s20);
    s21 = madd(x2, b1, s21);
  }
  const across = <usize>columns * F32;
  to += <usize>row * across;
  v128.store(to, s00);
  v128.store(to, s01, 16);
  to += across;
  v128.store(to, s10);
  v128.store(to, s11, 16);
  to += across;
  v128.store(to, s20);
  v128.store(to, s21, 16);
}

function rows1(a: usize, panel: usize, to: usize, row: i32, inner: i32, columns: i32): void {
  const a0 = a + <usize>(row * inner) * F32;
  let s0 = f32x4.splat(0);
  let s1 = s0;
  for (let k: usize = 0; k < <usize>inner * F32; k += F32, panel += 32) {
    const x = v128.load32_splat(a0 + k);
    s0 = madd(x, v128.load(panel), s0);
    s1 = madd(x, v128.load(panel, 16), s1);
  }
  to += <usize>(row * columns) * F32;
  v128.store(to, s0);
  v128.store(to, s1, 16);
}

/** 3 × 3 filters over pictures of one channel, plus bias, none below `least`. @param filters [3, 3, channels]. */
export function firstConvolution(
  from: usize,
  filters: usize,
  bias: usize,
  to: usize,
  batch: i32,
  side: i32,
  channels: i32,
  least: f32,
): void {
  const floor = f32x4.splat(least);
  const pixel = <usize>channels * F32;
  const line = <usize>side * F32;
  for (let picture = 0; picture < batch; picture++) {
    const base = from + <usize>(picture * side * side) * F32;
    for (let y = 0; y < side; y++) {
      const isWhole = y > 0 && y + 1 < side;
      for (let c: usize = 0; c < pixel; c += LANES) {
        const added = v128.load(bias + c);
        const filter = filters + c;
        const f0 = v128.load(filter);
        const f1 = v128.load(filter + pixel);
        const f2 = v128.load(filter + 2 * pixel);
        const f3 = v128.load(filter + 3 * pixel);
        const f4 = v128.load(filter + 4 * pixel);
        const f5 = v128.load(filter + 5 * pixel);
        const f6 = v128.load(filter + 6 * pixel);
        const f7 = v128.load(filter + 7 * pixel);
        const f8 = v128.load(filter + 8 * pixel);
        let into = to + c;
        for (let x = 0; x < side; x++, into += pixel) {
          let sum = added;
          if (isWhole && x > 0 && x + 1 < side) {
            const a = base + <usize>((y - 1) * side + x - 1) * F32;
            const b = a + line;
            const d = b + line;
            sum = madd(v128.load32_splat(a), f0, sum);
            sum = madd(v128.load32_splat(a, 4), f1, sum);
            sum = madd(v128.load32_splat(a, 8), f2, sum);
            sum = madd(v128.load32_splat(b), f3, sum);
            sum = madd(v128.load32_splat(b, 4), f4, sum);
            sum = madd(v128.load32_splat(b, 8), f5, sum);
            sum = madd(v128.load32_splat(d), f6, sum);
            sum = madd(v128.load32_splat(d, 4), f7, sum);
            sum = madd(v128.load32_splat(d, 8), f8, sum);
          } else {
            for (let dy = max(0, 1 - y); dy < min(3, side + 1 - y); dy++) {
              for (let dx = max(0, 1 - x); dx < min(3, side + 1 - x); dx++) {
                const level = v128.load32_splat(base + <usize>((y + dy - 1) * side + x + dx - 1) * F32);
                sum = madd(level, v128.load(filter + <usize>(3 * dy + dx) * pixel), sum);
              }
            }
          }
          v128.store(into, f32x4.max(sum, floor));
        }
      }
      to += <usize>side * pixel;
    }
  }
}

/** Largest of size × size pixels, one step apart, where all of them lie in the picture: side → side − size + 1. */
export function maxPool(from: usize, to: usize, batch: i32, side: i32, channels: i32, size: i32): void {
  const left = side - size + 1;
  const pixel = <usize>channels * F32;
  const line = <usize>side * pixel;
  const reach = <usize>size * line;
  for (let picture = 0; picture < batch; picture++) {
    const base = from + <usize>(picture * side) * line;
    for (let y = 0; y < left; y++) {
      for (let c: usize = 0; c < pixel; c += LANES) {
        const start = base + <usize>y * line + c;
        let into = to + c;
        // A column of two is looked at once, for both pixels that it is in.
        let before = size === 2 ? f32x4.max(v128.load(start), v128.load(start + line)) : f32x4.splat(0);
        for (let x = 0, corner = start; x < left; x++, corner += pixel, into += pixel) {
          if (size === 2) {
            const next = corner + pixel;
            const after = f32x4.max(v128.load(next), v128.load(next + line));
            v128.store(into, f32x4.max(before, after));
            before = after;
            continue;
          }
          let most = v128.load(corner);
          for (let row = corner; row < corner + reach; row += line) {
            for (let at = row, dx = 0; dx < size; dx++, at += pixel) most = f32x4.max(most, v128.load(at));
          }
          v128.store(into, most);
        }
      }
      to += <usize>left * pixel;
    }
  }
}

/** Mean of those of size × size pixels that lie in the picture, `stride` apart, as tfjs pads for "same". */
export function meanPool(from: usize, to: usize, batch: i32, side: i32, channels: i32, size: i32, stride: i32): void {
  const across = (side + stride - 1) / stride;
  const before = max(0, (across - 1) * stride + size - side) / 2;
  for (let picture = 0; picture < batch; picture++) {
    const base = from + <usize>(picture * side * side * channels) * F32;
    for (let ty = 0; ty < across; ty++) {
      const top = max(0, ty * stride - before);
      const bottom = min(side, ty * stride - before + size);
      for (let tx = 0; tx < across; tx++) {
        const left = max(0, tx * stride - before);
        const right = min(side, tx * stride - before + size);
        const share = f32x4.splat(1 / <f32>((bottom - top) * (right - left)));
        for (let c = 0; c < channels; c += 4) {
          let sum = f32x4.splat(0);
          for (let y = top; y < bottom; y++) {
            for (let x = left; x < right; x++) {
              sum = plus(sum, v128.load(base + <usize>((y * side + x) * channels + c) * F32));
            }
          }
          v128.store(to, f32x4.mul(sum, share));
          to += LANES;
        }
      }
    }
  }
}

/** Sums of so many numbers, a multiple of four. */
export function add(a: usize, b: usize, to: usize, numbers: i32): void {
  for (let i: usize = 0; i < <usize>numbers * F32; i += LANES) {
    v128.store(to + i, plus(v128.load(a + i), v128.load(b + i)));
  }
}
