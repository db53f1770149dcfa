import type { Recipe } from './recipe';
import { smooth } from './smooth';

/**
 * `smooth-2` trained on, taught by two seeds of `smooth` (together right on 71.6 % of FER2013's PublicTest, alone on 69.9 and
 * 70.7) and by nothing else: single labels are noisy, and what a network answers to a training picture it half knows by heart.
 * So it sees no label, more views than `smooth` did, and views of two faces mixed, which nobody knows by heart (function
 * matching, Beyer et al. 2022, https://arxiv.org/abs/2106.05237). In the end it sees one face at a time, as in use.
 */
export const matched: Recipe = {
  ...smooth,
  name: 'matched',
  beginsFrom: 'smooth-2',
  // Less than before: what the teachers say is matched closely, and nothing in it is one person's slip.
  architecture: { ...smooth.architecture, dropout: 0.1 },
  epochs: 49,
  peakRate: 0.04,
  mixup: 0.4,
  growth: [],
  distillation: { teachers: ['smooth-0', 'smooth-2'], share: 1, views: 40, consistent: true, unmixed: 15 },
};
