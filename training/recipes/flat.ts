import type { Recipe } from '../recipe';
import { distilled } from './distilled';

/**
 * `distilled` a second time, taught by the first (born again, Furlanello et al. 2018, https://arxiv.org/abs/1805.04770), and
 * against learning by heart, which was its limit: pictures that grow as it learns and are spoilt a little harder, channels
 * weighed by squeeze and excitation, and sharpness-aware steps at the end.
 */
export const flat: Recipe = {
  ...distilled,
  name: 'flat',
  architecture: {
    ...distilled.architecture,
    blocks: distilled.architecture.blocks.map((block) => ({ ...block, excitation: block.width >= 96 })),
  },
  fer2013Weight: 1.5,
  augmentation: { ...distilled.augmentation, rotation: 15, scale: 0.2, shift: 0.1, erase: 0.4, cover: 0.15 },
  distillation: { teachers: ['distilled-0'], share: 0.5, views: 4 },
  growth: [
    { until: 0.35, side: 32 },
    { until: 0.6, side: 40 },
  ],
  sharpness: { radius: 0.1, from: 0.7, every: 2 },
};
