import type { Recipe } from '../recipe';
import { distilled } from './distilled';

/**
 * `distilled` trained on from where it ended, at one rate that is not lowered, and the mean of all weights on the way
 * (Izmailov et al. 2018, https://arxiv.org/abs/1803.05407): half of `distilled-0` and half of a run that went on from it were
 * better at FER2013 than either. It is taught by `distilled-0`, and FER2013's labels count more.
 */
export const broad: Recipe = {
  ...distilled,
  name: 'broad',
  beginsFrom: 'distilled-0',
  // The cosine's beginning: trained with --stop-after, the rate is hardly lowered.
  epochs: 600,
  peakRate: 0.025,
  average: { decay: 0.9999, every: 4, haste: 2 },
  fer2013Weight: 1.5,
  distillation: { teachers: ['distilled-0'], share: 0.5, views: 4 },
};
