import type { Recipe } from '../recipe';
import { giant } from './giant';

/**
 * Taught by four `giant`s and by no label, asked about every picture as it is shown: no look comes twice (Beyer et al. 2022,
 * https://arxiv.org/abs/2106.05237). A fifth block, on 3 × 3, holds half of the weights and little of the work.
 */
export const patient: Recipe = {
  ...giant,
  name: 'patient',
  architecture: {
    ...giant.architecture,
    blocks: [
      { width: 16, convolutions: 1 },
      { width: 32, convolutions: 2, residual: true },
      { width: 80, convolutions: 2, residual: true },
      { width: 176, convolutions: 3, residual: true },
      { width: 256, convolutions: 2, residual: true },
    ],
    dropout: 0.1,
  },
  epochs: 200,
  distillation: { teachers: ['giant-0', 'giant-1', 'giant-2', 'giant-3'], share: 1, unmixed: 30 },
};
