import type { Recipe } from '../recipe';
import { matched } from './matched';

/**
 * `matched` with a fifth block, on 3 × 3, for the third convolution of its fourth: twice the weights for the same work. What it has in
 * common with `matched-0` begins where that ended, which a network of this size takes a hundred epochs to reach from random
 * weights (`deep-0`, runs.md).
 */
export const tall: Recipe = {
  ...matched,
  name: 'tall',
  beginsFrom: 'matched-0',
  beginsPartly: true,
  architecture: {
    ...matched.architecture,
    blocks: [
      { width: 16, convolutions: 1 },
      { width: 48, convolutions: 2, residual: true },
      { width: 96, convolutions: 2, residual: true },
      { width: 160, convolutions: 2, residual: true },
      { width: 256, convolutions: 2, residual: true },
    ],
  },
  epochs: 92,
  peakRate: 0.06,
};
