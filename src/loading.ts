/** What the engine loads, in this order, each with the one sentence that overlay, popup and options say of it. */
export const LOADING = {
  engine: 'Facet is starting its engine…',
  detector: 'Facet is loading its face detector…',
  model: 'Facet is loading its expression model…',
} as const;

export type LoadingStep = keyof typeof LOADING;
