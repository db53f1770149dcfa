import { SEED, testRandomEvents } from './run';

// Others to try: `FACET_SEED=7 FACET_EVENTS=500 npx vitest run --project browser tests/sites/random`.
// A video per tile, all tiles on one canvas in a frame, a page without ids, and one that tells nothing of itself: the others
// have their turn in the long tests.
testRandomEvents(Number(process.env.FACET_EVENTS ?? 100), Number(process.env.FACET_SEED ?? SEED), [
  'meet',
  'zoomCanvas',
  'teams',
  'generic',
]);
