/**
 * Moving average of all weights (Polyak averaging): what is measured and shipped. Polynomial at first (Shamir & Zhang 2013,
 * https://arxiv.org/abs/1212.1824), exponential from where the decay has grown to its full value.
 */
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { readWeights, type Weights } from './weights';

export class AveragedWeights {
  private updates = 0;

  constructor(
    readonly weights: Weights,
    private readonly decay: number,
    updates = 0,
    /** After n updates the decay is n / (n + haste): 10 forgets the random start early on, 1 is the mean of all there were. */
    private readonly haste = 10,
  ) {
    this.updates = updates;
  }

  get count(): number {
    return this.updates;
  }

  update(model: LayersModel): void {
    this.updates++;
    const decay = Math.min(this.decay, this.updates / (this.updates + this.haste));
    for (const [name, current] of readWeights(model)) {
      const average = this.weights.get(name)!;
      for (let i = 0; i < average.length; i++) average[i] = average[i]! * decay + current[i]! * (1 - decay);
    }
  }
}
