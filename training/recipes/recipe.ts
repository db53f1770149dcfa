/** Everything that decides a training run, apart from data and machine. One file per recipe in recipes/. */
import type { Augmentation } from '../dataset/augment';
import type { Architecture } from '../network/model';

/** Everything that a run is told but its seed. */
export interface Recipe {
  readonly name: string;
  readonly architecture: Architecture;
  readonly epochs: number;
  readonly batch: number;
  /** Learning rate after the warm-up; falls to zero along a cosine. */
  readonly peakRate: number;
  readonly warmupSteps: number;
  /** SGD with Nesterov momentum unless said otherwise; Adam has no use for `momentum`. */
  readonly optimizer?: 'sgd' | 'adam';
  readonly momentum: number;
  /** On kernels only, not on biases and batch norm. */
  readonly weightDecay: number;
  /** Averaged weights: decay per update, one update every `every` steps. */
  readonly average: { readonly decay: number; readonly every: number };
  /** Weight of the FER2013 head's loss beside the FER+ head's. */
  readonly fer2013Weight: number;
  readonly labelSmoothing: number;
  readonly mixup: number;
  readonly classBalance: number;
  /** Further factors of the loss by class name. */
  readonly classWeights?: Readonly<Record<string, number>>;
  /** Stop after so many epochs without a better one on validation, and keep the best; otherwise the last one counts. */
  readonly patience?: number;
  /** Layers that stay as they began, by the beginning of their names: "block1", "block2_conv1". */
  readonly freeze?: readonly string[];
  readonly augmentation: Augmentation;
  readonly distillation?: Distillation;
  /** An exported run under training/runs whose network this one begins with (fit/warm-start.ts); random weights otherwise. */
  readonly beginsFrom?: string;
  /** Small pictures first (Tan & Le 2021, https://arxiv.org/abs/2104.00298): a step on 32 × 32 takes half the time. */
  readonly growth?: readonly Stage[];
}

interface Stage {
  /** Share of the schedule, 0 to 1, at which this stage ends; the network's own size follows the last. */
  readonly until: number;
  /** Of the pictures, in pixels. */
  readonly side: number;
}

/** Labels that are mixed with what other networks say of the same pictures (distil/distillation-targets.ts). */
interface Distillation {
  /** Folders under training/runs whose averaged weights teach. */
  readonly teachers: readonly string[];
  /** Of the targets, the teachers' share; the labels have the rest. */
  readonly share: number;
  /** Views of each picture that each teacher is asked about. */
  readonly views: number;
  /**
   * The views are the recipe's own spoilt pictures, and the network sees these alone, in turn, each with the answer to
   * it (function matching, Beyer et al. 2022, https://arxiv.org/abs/2106.05237). Otherwise it sees new pictures in every
   * epoch, with the mean of the answers to mild views. With `mixup`, a view may be of two faces, and the labels' share of
   * its target is mixed as these are.
   */
  readonly consistent?: boolean;
  /**
   * So many epochs at the end show further views instead, one each, none of them mixed: in the end a network is asked about
   * single faces. For consistent views with `mixup`.
   */
  readonly unmixed?: number;
}
