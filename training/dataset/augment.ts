/** One training picture from one stored picture: geometry, light, covering, and what video calls do to faces. */
import { INPUT_AREA, INPUT_SIDE } from '../../src/engine/input';
import { degrade } from './degrade';
import { between, type Random } from './random';

/** Every strength is the largest change; 0 switches it off. */
export interface Augmentation {
  /** Degrees either way. */
  readonly rotation: number;
  /** 0.2 scales by 0.8 to 1.2. */
  readonly scale: number;
  /** Share of the side, each way. */
  readonly shift: number;
  /** 0.3 multiplies contrast by 0.7 to 1.3. */
  readonly contrast: number;
  /** Share of 128 grey levels, each way. */
  readonly brightness: number;
  /** 2 draws gamma from 1/2 to 2, log-uniformly, for half of the pictures. 1 is off. */
  readonly gamma: number;
  /** Probability of a 6 to 20 px rectangle of one random grey. */
  readonly erase: number;
  /** Probability that the lowest 10 to 35 % are covered (hand, mask, edge of the picture). */
  readonly cover: number;
  /** Probability of looking like a small tile of a bad call: rescaled, blurred, JPEG, noise. */
  readonly degrade: number;
}

/** Flips, and nothing else. */
export const FLIPPED: Augmentation = {
  rotation: 0,
  scale: 0,
  shift: 0,
  contrast: 0,
  brightness: 0,
  gamma: 1,
  erase: 0,
  cover: 0,
  degrade: 0,
};

/** Bilinear sample of `source` under flip, rotation, scale and shift about the centre; edges are repeated. */
function warp(source: Uint8Array, out: Float32Array, strength: Augmentation, next: Random): void {
  const flip = next() < 0.5 ? -1 : 1;
  const angle = (between(next, -strength.rotation, strength.rotation) * Math.PI) / 180;
  const zoom = 1 / between(next, 1 - strength.scale, 1 + strength.scale);
  const centre = (INPUT_SIDE - 1) / 2;
  const dx = centre + between(next, -strength.shift, strength.shift) * INPUT_SIDE;
  const dy = centre + between(next, -strength.shift, strength.shift) * INPUT_SIDE;
  const cos = Math.cos(angle) * zoom;
  const sin = Math.sin(angle) * zoom;
  const last = INPUT_SIDE - 1.001;
  for (let y = 0, i = 0; y < INPUT_SIDE; y++) {
    const v = y - centre;
    for (let x = 0; x < INPUT_SIDE; x++, i++) {
      const u = (x - centre) * flip;
      let sx = cos * u - sin * v + dx;
      let sy = sin * u + cos * v + dy;
      sx = sx < 0 ? 0 : Math.min(sx, last);
      sy = sy < 0 ? 0 : Math.min(sy, last);
      const x0 = sx | 0;
      const y0 = sy | 0;
      const fx = sx - x0;
      const p = y0 * INPUT_SIDE + x0;
      const above = source[p]! + (source[p + 1]! - source[p]!) * fx;
      const below = source[p + INPUT_SIDE]! + (source[p + INPUT_SIDE + 1]! - source[p + INPUT_SIDE]!) * fx;
      out[i] = above + (below - above) * (sy - y0);
    }
  }
}

/** Contrast about the picture's mean, brightness, and gamma for half of the pictures. */
function relight(out: Float32Array, strength: Augmentation, next: Random): void {
  let mean = 0;
  for (let i = 0; i < INPUT_AREA; i++) mean += out[i]!;
  mean /= INPUT_AREA;
  const gain = between(next, 1 - strength.contrast, 1 + strength.contrast);
  const offset = mean * (1 - gain) + between(next, -strength.brightness, strength.brightness) * 128;
  for (let i = 0; i < INPUT_AREA; i++) {
    const grey = out[i]! * gain + offset;
    out[i] = grey < 0 ? 0 : Math.min(grey, 255);
  }
  if (strength.gamma > 1 && next() < 0.5) {
    const gamma = strength.gamma ** between(next, -1, 1);
    const table = Float32Array.from({ length: 256 }, (_, grey) => 255 * (grey / 255) ** gamma);
    for (let i = 0; i < INPUT_AREA; i++) out[i] = table[out[i]! | 0]!;
  }
}

function fill(out: Float32Array, left: number, top: number, width: number, height: number, grey: number): void {
  const right = Math.min(INPUT_SIDE, left + width);
  const bottom = Math.min(INPUT_SIDE, top + height);
  for (let y = top; y < bottom; y++) out.fill(grey, y * INPUT_SIDE + left, y * INPUT_SIDE + right);
}

/** Turns pictures of INPUT_SIDE × INPUT_SIDE, one after another, left to right, in place. */
export function mirror(pictures: Float32Array | Uint8Array): void {
  for (let at = 0; at < pictures.length; at += INPUT_SIDE) pictures.subarray(at, at + INPUT_SIDE).reverse();
}

/**
 * @param source INPUT_AREA grey levels
 * @param out receives INPUT_AREA grey levels, 0 to 255
 * @param next decides everything: the same stream gives the same picture
 */
export function augment(source: Uint8Array, out: Float32Array, strength: Augmentation, next: Random): void {
  warp(source, out, strength, next);
  relight(out, strength, next);
  if (next() < strength.erase) {
    const side = () => Math.floor(between(next, 6, 21));
    const at = () => Math.floor(next() * (INPUT_SIDE - 6));
    fill(out, at(), at(), side(), side(), next() * 255);
  }
  if (next() < strength.cover) {
    const top = Math.floor(INPUT_SIDE * between(next, 0.65, 0.9));
    fill(out, 0, top, INPUT_SIDE, INPUT_SIDE - top, next() * 255);
  }
  if (next() < strength.degrade) degrade(out, next);
}
