import type { Recipe } from '../recipe';
import { smooth } from './smooth';

/**
 * `smooth` again, taught by its own three seeds (together right on 71.7 % of FER2013's PublicTest, alone on 70.4) and by
 * nothing else: single labels are noisy, and what a network answers to a training picture it half knows by heart. So it sees
 * no label, more looks than `smooth` (each three times instead of seven), and looks at two faces mixed, which nobody knows by
 * heart (function matching, Beyer et al. 2022, https://arxiv.org/abs/2106.05237).
 */
export const matched: Recipe = {
  ...smooth,
  name: 'matched',
  mixup: 0.4,
  distillation: { teachers: ['smooth-0', 'smooth-1', 'smooth-2'], share: 1, views: 40, consistent: true },
};
