import type { LoadingStep } from './engine/types';

/** The one sentence that overlay, popup and options say of each step of loading. */
export const LOADING: Readonly<Record<LoadingStep, string>> = {
  engine: 'Facet is starting its engine…',
  detector: 'Facet is loading its face detector…',
  model: 'Facet is loading its expression model…',
};
