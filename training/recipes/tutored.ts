import { matched } from './matched';
import type { Recipe } from './recipe';
import { smooth } from './smooth';

/**
 * Another generation of teachers: from random weights and with a share for the labels, as `smooth`, so that seeds differ and
 * say more together; taught by two seeds of `smooth`, on `matched`'s views (what these said of them serves again).
 */
export const tutored: Recipe = {
  ...smooth,
  name: 'tutored',
  architecture: matched.architecture,
  epochs: 100,
  mixup: matched.mixup,
  distillation: { ...matched.distillation!, share: 0.6 },
};
