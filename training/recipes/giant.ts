import type { Recipe } from '../recipe';
import { smooth } from './smooth';

/**
 * Teachers that a GPU affords (torch/): sixteen times the weights of `smooth`. Half of what they learn is labels, half what
 * `matched-0` says of the very picture, mixed or not, because single labels are noisy.
 */
export const giant: Recipe = {
  ...smooth,
  name: 'giant',
  architecture: {
    ...smooth.architecture,
    blocks: [
      { width: 32, convolutions: 1 },
      { width: 96, convolutions: 2, residual: true },
      { width: 192, convolutions: 3, residual: true },
      { width: 352, convolutions: 3, residual: true },
      { width: 512, convolutions: 2, residual: true },
    ],
    dropout: 0.3,
  },
  epochs: 100,
  batch: 256,
  peakRate: 0.15,
  average: { decay: 0.995, every: 2 },
  mixup: 0.4,
  growth: [],
  distillation: { teachers: ['matched-0'], share: 0.5, unmixed: 15 },
};
