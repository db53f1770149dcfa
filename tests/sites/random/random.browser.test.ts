import { SEED, testRandomEvents } from './run';

// Others to try: `FACET_SEED=7 FACET_EVENTS=500 npx vitest run --project browser tests/sites/random`.
testRandomEvents(Number(process.env.FACET_EVENTS ?? 100), Number(process.env.FACET_SEED ?? SEED));
