import type { Recipe } from '../recipe';
import { distilled } from './distilled';

/**
 * `distilled` a second time, taught by the first (born again, Furlanello et al. 2018, https://arxiv.org/abs/1805.04770):
 * channels weighed by squeeze and excitation, the last block as wide as 2 MB allow, a longer schedule, and more
 * covered mouths, which `distilled` minds more than `compact` did.
 */
export const excited: Recipe = {
  ...distilled,
  name: 'excited',
  architecture: {
    blocks: [
      { width: 16, convolutions: 1 },
      { width: 48, convolutions: 2, residual: true, excitation: true },
      { width: 96, convolutions: 2, residual: true, excitation: true },
      { width: 192, convolutions: 3, residual: true, excitation: true },
    ],
    dropout: 0.2,
  },
  epochs: 230,
  fer2013Weight: 1.5,
  augmentation: { ...distilled.augmentation, cover: 0.15 },
  distillation: { teachers: ['distilled-0'], share: 0.5, views: 4 },
};
