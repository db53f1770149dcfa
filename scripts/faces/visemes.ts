import { blend, type Muscles } from './expressions';

/**
 * What a mouth does for a sound, as the sets of talking heads have it (MPEG-4's fourteen visemes, ISO/IEC 14496-2, drawn
 * together to those that a picture this small shows). Lengths in half face widths, as in expressions.ts.
 */
interface Shape {
  /** Times the width that the face has. */
  readonly width: number;
  readonly openAbove: number;
  readonly openBelow: number;
  readonly lipFullness: number;
  readonly teeth: number;
  readonly jawDrop: number;
}

const SHAPES = {
  /** m, b, p: lips pressed. */
  closed: { width: 0.98, openAbove: 0, openBelow: 0, lipFullness: 0.75, teeth: 0, jawDrop: 0 },
  /** t, d, n, l, r, k. */
  tongue: { width: 1, openAbove: 0.01, openBelow: 0.045, lipFullness: 1, teeth: 0.6, jawDrop: 0.01 },
  /** s, z, sh: teeth together. */
  teeth: { width: 1.08, openAbove: 0.025, openBelow: 0.04, lipFullness: 0.9, teeth: 1, jawDrop: 0 },
  /** f, v. */
  lipTeeth: { width: 1, openAbove: 0.02, openBelow: 0.015, lipFullness: 0.75, teeth: 1, jawDrop: 0 },
  /** a. */
  open: { width: 0.97, openAbove: 0.02, openBelow: 0.19, lipFullness: 0.95, teeth: 0.35, jawDrop: 0.12 },
  /** e, uh. */
  half: { width: 1.02, openAbove: 0.015, openBelow: 0.1, lipFullness: 0.95, teeth: 0.5, jawDrop: 0.06 },
  /** ee. */
  spread: { width: 1.16, openAbove: 0.02, openBelow: 0.06, lipFullness: 0.85, teeth: 0.9, jawDrop: 0.02 },
  /** o. */
  rounded: { width: 0.72, openAbove: 0.04, openBelow: 0.12, lipFullness: 1.05, teeth: 0, jawDrop: 0.07 },
  /** oo, w. */
  pursed: { width: 0.6, openAbove: 0.02, openBelow: 0.04, lipFullness: 1.15, teeth: 0, jawDrop: 0.02 },
} as const satisfies Record<string, Shape>;

export type Viseme = keyof typeof SHAPES;

export const VISEMES = Object.keys(SHAPES) as Viseme[];

/** A sound on the lips; `effort` 0 leaves the face's own mouth, 1 is carefully said. */
export interface Sound {
  readonly viseme: Viseme;
  readonly effort: number;
}

/** A face whose mouth is on its way from one sound to the next, `share` 0 to 1. */
export function mouthBetween(base: Muscles, from: Sound, to: Sound, share: number): Muscles {
  const weights = [(1 - share) * from.effort, share * to.effort] as const;
  const total = weights[0] + weights[1];
  if (total === 0) return base;
  return blend(base, blend(saying(base, from.viseme), saying(base, to.viseme), weights[1] / total), total);
}

/** Brows, eyes and cheeks stay the expression's, and so does where the corners pull; lips and jaw are the sound's. */
function saying(base: Muscles, viseme: Viseme): Muscles {
  const { width, ...shape } = SHAPES[viseme];
  return {
    ...base,
    ...shape,
    mouthWidth: base.mouthWidth * width,
    mouthCorner: base.mouthCorner * Math.min(1, width),
    jawDrop: base.jawDrop + shape.jawDrop,
  };
}
