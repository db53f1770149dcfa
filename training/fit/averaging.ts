/** Exponential moving average of all weights (Polyak averaging): what is measured and shipped. */
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { readWeights, type Weights } from '../network/weights';

/** An exponential moving average of a network's weights, which is what is measured and exported. */
export class AveragedWeights {
  private updates = 0;

  constructor(
    readonly weights: Weights,
    private readonly decay: number,
    updates = 0,
  ) {
    this.updates = updates;
  }

  get count(): number {
    return this.updates;
  }

  /** The decay grows to its full value so that the random start is forgotten early on. */
  accumulate(model: LayersModel): void {
    this.updates++;
    const decay = Math.min(this.decay, this.updates / (this.updates + 10));
    for (const [name, current] of readWeights(model)) {
      const average = this.weights.get(name)!;
      for (let i = 0; i < average.length; i++) average[i] = average[i]! * decay + current[i]! * (1 - decay);
    }
  }
}
