import { SEED, testRandomEvents } from './run';

for (const seed of [SEED, 1, 2, 3]) testRandomEvents(500, seed);
