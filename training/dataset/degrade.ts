/**
 * What a video call does to a small face: rescaling, blur, JPEG-like blocks, noise.
 * evaluation/robustness.ts measures robustness with the same functions at fixed strengths.
 */
import { INPUT_AREA, INPUT_SIDE } from '../../src/engine/input';
import { between, type Random } from './random';

/** Bilinear resize of a square picture; shrinking averages over the covered pixels. */
export function resize(source: Float32Array, from: number, out: Float32Array, to: number): void {
  const ratio = from / to;
  const rows = axis(from, to, ratio);
  const half = new Float32Array(from * to);
  for (let y = 0; y < from; y++) {
    for (let x = 0; x < to; x++) {
      const { start, weights } = rows[x]!;
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += source[y * from + start + k]! * weights[k]!;
      half[y * to + x] = sum;
    }
  }
  for (let y = 0; y < to; y++) {
    const { start, weights } = rows[y]!;
    for (let x = 0; x < to; x++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += half[(start + k) * to + x]! * weights[k]!;
      out[y * to + x] = sum;
    }
  }
}

interface Taps {
  readonly start: number;
  readonly weights: Float32Array;
}

const axes = new Map<number, Taps[]>();

/** Triangle filter taps for every output pixel of one axis, as PIL's BILINEAR does. */
function axis(from: number, to: number, ratio: number): Taps[] {
  const key = from * 1024 + to;
  const known = axes.get(key);
  if (known) return known;
  const reach = Math.max(1, ratio);
  const taps = Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * ratio;
    const start = Math.max(0, Math.floor(centre - reach));
    const end = Math.min(from, Math.ceil(centre + reach));
    const weights = Float32Array.from({ length: end - start }, (_, k) =>
      Math.max(0, 1 - Math.abs((start + k + 0.5 - centre) / reach)),
    );
    const sum = weights.reduce((a, b) => a + b, 0);
    return { start, weights: weights.map((w) => w / sum) };
  });
  axes.set(key, taps);
  return taps;
}

/** Down to `side` pixels and back up. */
export function rescale(picture: Float32Array, side: number): void {
  const small = new Float32Array(side * side);
  resize(picture, INPUT_SIDE, small, side);
  resize(small, side, picture, INPUT_SIDE);
}

/** One pass of the binomial 1-2-1 filter, both ways. */
export function blur(picture: Float32Array): void {
  const across = new Float32Array(INPUT_AREA);
  for (let y = 0; y < INPUT_SIDE; y++) {
    for (let x = 0; x < INPUT_SIDE; x++) {
      const i = y * INPUT_SIDE + x;
      across[i] = (picture[x > 0 ? i - 1 : i]! + 2 * picture[i]! + picture[x < INPUT_SIDE - 1 ? i + 1 : i]!) / 4;
    }
  }
  for (let i = 0; i < INPUT_AREA; i++) {
    picture[i] =
      (across[i >= INPUT_SIDE ? i - INPUT_SIDE : i]! +
        2 * across[i]! +
        across[i < INPUT_AREA - INPUT_SIDE ? i + INPUT_SIDE : i]!) /
      4;
  }
}

const BLOCK = 8;
/** DCT-II basis, COSINES[u * 8 + x]. */
const COSINES = Float32Array.from({ length: 64 }, (_, i) => {
  const u = i >> 3;
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * (i & 7) + 1) * u * Math.PI) / 16);
});
/** Luminance quantisation of ITU-T T.81, Annex K. */
const QUANTISATION = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
];

/** What JPEG of this quality (1 to 100, libjpeg's scale) leaves of a grey picture. */
export function jpeg(picture: Float32Array, quality: number): void {
  const percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  const steps = QUANTISATION.map((q) => Math.min(255, Math.max(1, Math.floor((q * percent + 50) / 100))));
  const a = new Float32Array(64);
  const b = new Float32Array(64);
  for (let top = 0; top < INPUT_SIDE; top += BLOCK) {
    for (let left = 0; left < INPUT_SIDE; left += BLOCK) {
      for (let i = 0; i < 64; i++) a[i] = picture[(top + (i >> 3)) * INPUT_SIDE + left + (i & 7)]! - 128;
      transform(a, b, false);
      transform(b, a, false);
      for (let i = 0; i < 64; i++) a[i] = Math.round(a[i]! / steps[i]!) * steps[i]!;
      transform(a, b, true);
      transform(b, a, true);
      for (let i = 0; i < 64; i++) {
        const grey = Math.round(a[i]! + 128);
        picture[(top + (i >> 3)) * INPUT_SIDE + left + (i & 7)] = grey < 0 ? 0 : Math.min(grey, 255);
      }
    }
  }
}

/** The DCT (or its inverse) of each row, transposed; twice is the two-dimensional transform. */
function transform(from: Float32Array, to: Float32Array, inverse: boolean): void {
  for (let row = 0; row < 8; row++) {
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let x = 0; x < 8; x++) sum += from[row * 8 + x]! * COSINES[inverse ? x * 8 + u : u * 8 + x]!;
      to[u * 8 + row] = sum;
    }
  }
}

/** Noise of about `sigma` grey levels (sum of three uniforms). */
export function noise(picture: Float32Array, sigma: number, next: Random): void {
  for (let i = 0; i < INPUT_AREA; i++) {
    const grey = picture[i]! + (next() + next() + next() - 1.5) * 2 * sigma;
    picture[i] = grey < 0 ? 0 : Math.min(grey, 255);
  }
}

/** One or more of the above, in the order in which they happen to a frame. */
export function degrade(picture: Float32Array, next: Random): void {
  const [small, soft, noisy, blocky] = [next() < 0.6, next() < 0.25, next() < 0.25, next() < 0.4];
  if (small) rescale(picture, Math.floor(between(next, 20, 44)));
  if (soft) blur(picture);
  if (noisy) noise(picture, between(next, 2, 12), next);
  if (blocky) jpeg(picture, between(next, 12, 70));
}
