import type { Recipe } from '../recipe';
import { distilled } from './distilled';

/**
 * `distilled` trained on: it begins where `distilled-0` ended, with a new schedule (Loshchilov & Hutter 2017), and is taught
 * by it (born again, Furlanello et al. 2018, https://arxiv.org/abs/1805.04770). Channels are weighed where they are many,
 * FER2013's labels count more, and more mouths are covered, which `distilled` minds more than `compact` did.
 */
export const excited: Recipe = {
  ...distilled,
  name: 'excited',
  architecture: {
    ...distilled.architecture,
    blocks: distilled.architecture.blocks.map((block) => ({ ...block, excitation: block.width >= 96 })),
  },
  beginsFrom: 'distilled-0',
  epochs: 120,
  peakRate: 0.05,
  fer2013Weight: 1.5,
  augmentation: { ...distilled.augmentation, cover: 0.15 },
  distillation: { teachers: ['distilled-0'], share: 0.5, views: 4 },
};
