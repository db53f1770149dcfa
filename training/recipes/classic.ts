import type { Recipe } from './recipe';

/**
 * The network of many a notebook on FER2013: convolutions and pooling, dropout, a dense layer, softmax; Adam, categorical
 * cross-entropy; pictures turned, flipped and zoomed. To be compared with, not to be shipped.
 */
export const classic: Recipe = {
  name: 'classic',
  architecture: {
    blocks: [
      { width: 32, convolutions: 2 },
      { width: 64, convolutions: 1 },
      { width: 128, convolutions: 1 },
    ],
    dropout: 0.5,
    norm: false,
    poolDropout: 0.25,
    hidden: [256],
  },
  epochs: 50,
  batch: 64,
  optimizer: 'adam',
  peakRate: 1e-3,
  warmupSteps: 50,
  momentum: 0,
  weightDecay: 0,
  average: { decay: 0, every: 1 },
  fer2013Weight: 1,
  labelSmoothing: 0,
  mixup: 0,
  classBalance: 0,
  augmentation: {
    rotation: 10,
    scale: 0.1,
    shift: 0.1,
    contrast: 0,
    brightness: 0,
    gamma: 1,
    erase: 0,
    cover: 0,
    degrade: 0,
  },
  patience: 12,
};
