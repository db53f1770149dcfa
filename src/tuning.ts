/** How the user wants readings smoothed and named. */
export interface Tuning {
  readonly smoothing: Smoothing;
  /** Share of people, 0 to 1, from which on an expression is named; below it the face is "unsure". */
  readonly certainty: Certainty;
}

export const SMOOTHING_NAMES = ['quick', 'balanced', 'calm'] as const;
export type Smoothing = (typeof SMOOTHING_NAMES)[number];

/** Milliseconds that smoothing looks back: a change shows after half of it, and what is shorter than that leaves no trace. */
export const SMOOTHING: Readonly<Record<Smoothing, number>> = { quick: 350, balanced: 700, calm: 1400 };

/** Below 0.4 a name would be wrong more often than right (models/README.md). */
export const CERTAINTIES = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** Unless the user wants otherwise. */
export const TUNED: Tuning = { smoothing: 'balanced', certainty: 0.4 };

export function isTuning(given: unknown): given is Tuning {
  const { smoothing, certainty } = (given ?? {}) as Partial<Tuning>;
  return SMOOTHING_NAMES.some((name) => name === smoothing) && CERTAINTIES.some((level) => level === certainty);
}
