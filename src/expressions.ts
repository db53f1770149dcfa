/**
 * The expressions that Facet can name, once for the whole project: training writes its labels from here, the overlay,
 * popup and CSV read their words from here. Which of them a model knows is the model's own metadata (engine/model.ts).
 *
 * Order and set are FER+'s (Barsoum et al. 2016, https://arxiv.org/abs/1608.01041), without "unknown" and "NF".
 */
export const EXPRESSIONS = [
  'neutral',
  'happiness',
  'surprise',
  'sadness',
  'anger',
  'disgust',
  'fear',
  'contempt',
] as const;

export type Expression = (typeof EXPRESSIONS)[number];

/** How an expression is shown. */
export interface ExpressionStyle {
  /** What a badge says after "appears". */
  readonly word: string;
  /** What a face does that shows more of it than it usually does; of the face, never of the feeling. */
  readonly more: string;
  /** CSS colour with at least 3:1 contrast on white and on #1b1f24; used for bars and boxes. */
  readonly color: string;
  /**
   * Place on the valence axis of the circumplex, −1 (unpleasant) to 1 (pleasant): Russell 1980,
   * doi:10.1037/h0077714. A coarse convention for plotting, not a measurement.
   */
  readonly valence: number;
}

export const STYLE: Readonly<Record<Expression, ExpressionStyle>> = {
  neutral: { word: 'neutral', more: 'looks more neutral than usual', color: '#7a828c', valence: 0 },
  happiness: { word: 'happy', more: 'smiles more than usual', color: '#c77700', valence: 0.9 },
  surprise: { word: 'surprised', more: 'looks more surprised than usual', color: '#8f63e0', valence: 0.2 },
  sadness: { word: 'sad', more: 'looks sadder than usual', color: '#3f7fd6', valence: -0.7 },
  anger: { word: 'angry', more: 'frowns more than usual', color: '#dd4a3e', valence: -0.6 },
  disgust: {
    word: 'disgusted',
    more: 'looks more disgusted than usual',

    color: '#55862a',
    valence: -0.65,
  },
  fear: { word: 'fearful', more: 'looks more fearful than usual', color: '#12878f', valence: -0.65 },
  contempt: {
    word: 'contemptuous',
    more: 'looks more contemptuous than usual',

    color: '#a3658a',
    valence: -0.5,
  },
};

/** Probabilities of one reading, in the order of the model's classes (classes.ts); each 0 to 1, together 1. */
export type Probabilities = readonly number[];

/** What every percentage of Facet means, in the words in which all of its parts say it. */
export const SHARE_MEANING = 'A percentage is the share of people who would call the face that.';

/** Index of the largest probability; the first of equals. */
export function top(probabilities: Probabilities): number {
  let best = 0;
  for (let i = 1; i < probabilities.length; i++) if (probabilities[i]! > probabilities[best]!) best = i;
  return best;
}

/** A probability as the whole per cent that is shown. Never 100: no reading of a face is certain. */
export function wholePercent(probability: number): number {
  return Math.min(99, Math.round(100 * probability));
}
