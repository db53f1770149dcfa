/** Pictures as calls spoil them, each at one fixed strength, for the robustness table. */
import { INPUT_AREA, INPUT_SIDE } from '../../src/engine/input';
import { jpeg, rescale } from '../dataset/degrade';
import type { Distortion } from '../network/predict';

function gamma(exponent: number): Distortion {
  return (picture) => {
    for (let i = 0; i < INPUT_AREA; i++) picture[i] = 255 * (picture[i]! / 255) ** exponent;
  };
}

/** Bilinear, about the centre; edges are repeated. */
function roll(degrees: number): Distortion {
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  const centre = (INPUT_SIDE - 1) / 2;
  const inside = (at: number) => Math.min(Math.max(at, 0), INPUT_SIDE - 1.001);
  return (picture) => {
    const source = picture.slice();
    for (let i = 0; i < INPUT_AREA; i++) {
      const u = (i % INPUT_SIDE) - centre;
      const v = Math.floor(i / INPUT_SIDE) - centre;
      const x = inside(cos * u - sin * v + centre);
      const y = inside(sin * u + cos * v + centre);
      const p = Math.floor(y) * INPUT_SIDE + Math.floor(x);
      const fx = x % 1;
      const above = source[p]! + (source[p + 1]! - source[p]!) * fx;
      const below = source[p + INPUT_SIDE]! + (source[p + INPUT_SIDE + 1]! - source[p + INPUT_SIDE]!) * fx;
      picture[i] = above + (below - above) * (y % 1);
    }
  };
}

/** Covers a rectangle of pixels with mid grey. */
function cover(left: number, top: number, width: number, height: number): Distortion {
  return (picture) => {
    for (let y = top; y < top + height; y++) picture.fill(128, y * INPUT_SIDE + left, y * INPUT_SIDE + left + width);
  };
}

/**
 * By the name that the table shows. "Lower half covered by 20 %" can be read in two ways; both are measured:
 * the lowest fifth of the picture hidden, from the lower lip down in FER2013's crops (a scarf, the edge of the frame), and
 * a fifth of the lower half's area hidden by a block over the mouth (a microphone, a cup).
 */
export const DISTORTIONS: Readonly<Record<string, Distortion>> = {
  'scaled to 40 px and back': (picture) => rescale(picture, 40),
  'scaled to 24 px and back': (picture) => rescale(picture, 24),
  'JPEG quality 30': (picture) => jpeg(picture, 30),
  'gamma 0.5': gamma(0.5),
  'gamma 1.8': gamma(1.8),
  'rolled by 15°': roll(15),
  'rolled by −15°': roll(-15),
  'lowest 20 % covered': cover(0, 38, INPUT_SIDE, 10),
  '20 % of the lower half covered, over the mouth': cover(12, 34, 23, 10),
};
