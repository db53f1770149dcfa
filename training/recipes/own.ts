import type { Recipe } from './recipe';

/** For some hundred pictures of classes of one's own: 12 MFLOP, minutes on any processor. */
export const own: Recipe = {
  name: 'own',
  architecture: {
    blocks: [
      { width: 8, convolutions: 1 },
      { width: 16, convolutions: 1 },
      { width: 32, convolutions: 2, residual: true },
      { width: 64, convolutions: 1 },
    ],
    dropout: 0.2,
  },
  epochs: 30,
  batch: 32,
  peakRate: 0.05,
  warmupSteps: 20,
  momentum: 0.9,
  weightDecay: 5e-4,
  average: { decay: 0.95, every: 1 },
  fer2013Weight: 0,
  labelSmoothing: 0.05,
  mixup: 0,
  classBalance: 0.5,
  augmentation: {
    rotation: 12,
    scale: 0.12,
    shift: 0.08,
    contrast: 0.25,
    brightness: 0.2,
    gamma: 1.5,
    erase: 0.2,
    cover: 0,
    degrade: 0.1,
  },
  patience: 10,
};
