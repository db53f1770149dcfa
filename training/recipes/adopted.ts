import type { Recipe } from './recipe';
import { tutored } from './tutored';

/**
 * A further teacher for half of the time that random weights take: `mirrored-0`, which shares no ancestor's weights with the
 * seeds of `smooth`, given their pooling and lessons.
 */
export const adopted: Recipe = {
  ...tutored,
  name: 'adopted',
  beginsFrom: 'mirrored-0',
  epochs: 50,
  peakRate: 0.06,
  growth: [],
};
