/**
 * What a face does: 17 numbers, neutral mostly 0, that blend linearly. Lengths are in half face widths.
 * The shapes are FACS' (Ekman & Friesen 1978; action units beside each expression), the amounts found by trial against
 * two published networks (face-api, a FER2013 mini-XCEPTION); anger and fear also against Facet's own model of
 * 2026-11-21. So they show that the whole chain works, not how good the model is.
 */
export interface Muscles {
  /** Inner and outer end of the brows, up is positive. */
  readonly browInner: number;
  readonly browOuter: number;
  /** How far the brows draw together. */
  readonly browSqueeze: number;
  /** Opening of the lids, 1 at rest. */
  readonly upperLid: number;
  readonly lowerLid: number;
  /** Half the mouth's width. */
  readonly mouthWidth: number;
  /** Corners of the mouth, up is positive. */
  readonly mouthCorner: number;
  /** Opening above and below the mouth's middle line. */
  readonly openAbove: number;
  readonly openBelow: number;
  /** Lips, 1 at rest, thinner when stretched. */
  readonly lipFullness: number;
  /** 0 hidden, 1 a full row. */
  readonly teeth: number;
  readonly jawDrop: number;
  /** Fold from the nose to the mouth. */
  readonly cheekFold: number;
  /** Cheeks raised by a real smile. */
  readonly cheekRaise: number;
  /** Lines across the forehead. */
  readonly foreheadLines: number;
  /** Upright lines between the brows. */
  readonly frownLines: number;
  /** Nose wrinkled. */
  readonly sneer: number;
}

const neutral: Muscles = {
  browInner: 0,
  browOuter: 0,
  browSqueeze: 0,
  upperLid: 1,
  lowerLid: 1,
  mouthWidth: 0.34,
  mouthCorner: 0.02,
  openAbove: 0,
  openBelow: 0.004,
  lipFullness: 1,
  teeth: 0,
  jawDrop: 0,
  cheekFold: 0.1,
  cheekRaise: 0,
  foreheadLines: 0,
  frownLines: 0,
  sneer: 0,
};

export const DRAWN = {
  neutral,
  // Cheek raiser, lip corner puller (6 + 12), lips parted.
  happiness: {
    ...neutral,
    browInner: 0.02,
    browOuter: 0.03,
    upperLid: 0.8,
    lowerLid: 0.45,
    mouthWidth: 0.5,
    mouthCorner: 0.17,
    openAbove: 0.03,
    openBelow: 0.15,
    lipFullness: 0.8,
    teeth: 1,
    jawDrop: 0.05,
    cheekFold: 0.9,
    cheekRaise: 1,
  },
  // Brows and upper lids raised, jaw dropped (1 + 2 + 5 + 26).
  surprise: {
    ...neutral,
    browInner: 0.22,
    browOuter: 0.2,
    browSqueeze: -0.02,
    upperLid: 1.6,
    lowerLid: 1.25,
    mouthWidth: 0.24,
    mouthCorner: -0.02,
    openAbove: 0.1,
    openBelow: 0.25,
    lipFullness: 0.9,
    teeth: 0.25,
    jawDrop: 0.2,
    cheekFold: 0.05,
    foreheadLines: 1,
  },
  // Inner brows raised, lip corners down (1 + 4 + 15).
  sadness: {
    ...neutral,
    browInner: 0.17,
    browOuter: -0.1,
    browSqueeze: 0.05,
    upperLid: 0.68,
    lowerLid: 0.9,
    mouthWidth: 0.31,
    mouthCorner: -0.11,
    openBelow: 0,
    jawDrop: -0.02,
    cheekFold: 0.3,
    foreheadLines: 0.3,
    frownLines: 0.1,
  },
  // Brows lowered and drawn together, lids tightened, jaw down with the teeth bared (4 + 7 + 10 + 23 + 26).
  anger: {
    ...neutral,
    browInner: -0.25,
    browOuter: 0.06,
    browSqueeze: 0.13,
    upperLid: 0.85,
    lowerLid: 0.4,
    mouthWidth: 0.28,
    mouthCorner: -0.14,
    openAbove: 0.05,
    openBelow: 0.19,
    lipFullness: 0.5,
    teeth: 0.4,
    jawDrop: 0.1,
    cheekFold: 0.15,
    frownLines: 1.3,
    sneer: 0.3,
  },
  // Inner brows raised and drawn together, lids wide, lips stretched (1 + 4 + 5 + 20).
  fear: {
    ...neutral,
    browInner: 0.14,
    browOuter: -0.09,
    browSqueeze: 0.06,
    upperLid: 1.6,
    lowerLid: 1,
    mouthWidth: 0.5,
    mouthCorner: -0.05,
    openAbove: 0.05,
    openBelow: 0.1,
    lipFullness: 0.7,
    teeth: 0.6,
    jawDrop: 0.02,
    cheekFold: 0.55,
    foreheadLines: 1,
    frownLines: 0.5,
    sneer: 0.1,
  },
} as const satisfies Record<string, Muscles>;

export type DrawnExpression = keyof typeof DRAWN;

export const DRAWN_EXPRESSIONS = Object.keys(DRAWN) as DrawnExpression[];

const MUSCLES = Object.keys(neutral) as (keyof Muscles)[];

/** `share` 0 gives `a`, 1 gives `b`. */
export function blend(a: Muscles, b: Muscles, share: number): Muscles {
  const between: { -readonly [Name in keyof Muscles]: number } = { ...a };
  for (const name of MUSCLES) between[name] = a[name] * (1 - share) + b[name] * share;
  return between;
}
