import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers } from '@tensorflow/tfjs-layers';
import { LayerWeight } from './layer-weight';

interface ConvolutionArgs {
  name: string;
  /** Channels that come out. */
  filters: number;
  /** Of the kernel's first values (He et al. 2015, normal). */
  seed: number;
}

/** What our 3 × 3 convolutions have in common: [n, h, w, c] → [n, h, w, filters], stride 1, a kernel [3, 3, c, filters]. */
export abstract class Convolution extends layers.Layer {
  protected readonly filters: number;
  protected kernel!: LayerWeight<tf.Rank.R4>;
  private readonly seed: number;

  constructor({ name, filters, seed }: ConvolutionArgs) {
    super({ name });
    this.filters = filters;
    this.seed = seed;
  }

  /** Filters of which the weight holds the values. */
  protected get ownFilters(): number {
    return this.filters;
  }

  override build(inputShape: number[]): void {
    const shape = [3, 3, inputShape[3]!, this.ownFilters];
    const initial = initializers.heNormal({ seed: this.seed });
    this.kernel = new LayerWeight(this.addWeight('kernel', shape, 'float32', initial), tf.Rank.R4);
    this.built = true;
  }

  override computeOutputShape(inputShape: number[]): number[] {
    return [...inputShape.slice(0, 3), this.filters];
  }
}
