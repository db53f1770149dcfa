import type { Recipe } from './recipe';

/**
 * What `distilled` grew from: 128 MFLOP with most of them at 24 × 24 and 12 × 12, where both tfjs wasm and oneDNN are
 * fastest, residual sums, and pictures spoilt as calls spoil them.
 */
export const compact: Recipe = {
  name: 'compact',
  architecture: {
    blocks: [
      { width: 16, convolutions: 1 },
      { width: 48, convolutions: 2, residual: true },
      { width: 96, convolutions: 3, residual: true },
      { width: 192, convolutions: 2, residual: true },
    ],
    dropout: 0.2,
  },
  epochs: 60,
  batch: 128,
  peakRate: 0.1,
  warmupSteps: 400,
  momentum: 0.9,
  weightDecay: 5e-4,
  average: { decay: 0.995, every: 4 },
  fer2013Weight: 1,
  labelSmoothing: 0.1,
  mixup: 0,
  classBalance: 0.25,
  augmentation: {
    rotation: 18,
    scale: 0.2,
    shift: 0.1,
    contrast: 0.35,
    brightness: 0.3,
    gamma: 2,
    erase: 0.4,
    cover: 0.15,
    degrade: 0.3,
  },
};
