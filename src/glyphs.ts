import type { Expression } from './expressions';

/** One drawn face, white strokes on a disc of the expression's colour, on a grid of 24. */
export interface FaceGlyph {
  /** SVG path of the strokes. */
  readonly lines: string;
  /** Centres of the eyes: "x,y x,y". */
  readonly dots?: string;
  /** SVG path that is filled. */
  readonly fill?: string;
}

/**
 * Drawn faces instead of emoji: the same on every system, also where no emoji font is installed, and told apart by their
 * shape as well as by colour. Popup and options page show them as SVG, the overlay draws them on a canvas.
 */
export const FACE_GLYPHS: Readonly<Record<Expression, FaceGlyph>> = {
  neutral: { lines: 'M8.500 15.700h7', dots: '9,10 15,10' },
  happiness: {
    lines: 'M7.500 13.600c1 2.900 2.600 4.100 4.500 4.100s3.500-1.200 4.500-4.100',
    dots: '9,9.800 15,9.800',
  },
  surprise: {
    lines: 'M7.200 7.500c.8-.9 1.900-1.100 3-.7M16.800 7.500c-.8-.9-1.900-1.100-3-.7',
    dots: '9,10.500 15,10.500',
    fill: 'M12 13.400a2.200 2.700 0 1 1 0 5.400a2.200 2.700 0 1 1 0-5.400Z',
  },
  sadness: {
    lines:
      'M7 8.900 9.900 7.500M17 8.900 14.100 7.500M8.300 17.200c.9-1.900 2.200-2.700 3.700-2.700s2.800.8 3.700 2.700',
    dots: '9,11.200 15,11.200',
  },
  anger: {
    lines: 'M7 7.700 10.100 9.300M17 7.700 13.900 9.300M8.700 16.800c.9-1.200 2-1.700 3.300-1.700s2.400.5 3.300 1.700',
    dots: '9,11.600 15,11.600',
  },
  disgust: {
    lines:
      'M7.500 9.300 10.300 10.400 7.500 11.400M16.500 9.300 13.700 10.400 16.500 11.400M7.800 16.300c1.100-1.500 2.200-1.600 3.400-.5s2.900 1.300 5-.5',
  },
  fear: {
    lines:
      'M7 8.200 9.800 6.800M17 8.200 14.200 6.800M8.200 17.300c.3-1.900 1.800-2.900 3.800-2.900s3.500 1 3.800 2.900Z',
    dots: '9,10.900 15,10.900',
  },
  contempt: { lines: 'M7.600 10.200h2.800M13.600 10.200h2.800M8.600 16.200h3.600c1.700 0 2.900-.8 3.600-2.300' },
};

/** What stands on the disc of a class that has no drawn face. */
export function initialOf(word: string): string {
  return [...word][0]?.toUpperCase() ?? '?';
}

/** Size of its type. */
export const INITIAL = 13;

export const GRID = 24;
/** Radii of the disc and of an eye, and the width of a stroke. */
export const DISC = 11;
export const EYE = 1.3;
export const STROKE = 1.7;
