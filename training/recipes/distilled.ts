import type { Recipe } from '../recipe';
import { compact } from './compact';

/** `compact` taught by the run `wide-0` besides the labels. */
export const distilled: Recipe = {
  ...compact,
  name: 'distilled',
  epochs: 90,
  mixup: 0.2,
  distillation: { teacher: 'wide-0', share: 0.7, temperature: 2 },
};
