import { own } from './own';
import type { Recipe } from './recipe';

/** For `--from`: low rate, few epochs, the first block as it was. Its network is the one that it begins from. */
export const finetune: Recipe = {
  ...own,
  name: 'finetune',
  epochs: 20,
  batch: 16,
  peakRate: 0.01,
  average: { decay: 0.9, every: 1 },
  freeze: ['block1'],
};
