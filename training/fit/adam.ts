/** Adam (Kingma & Ba 2015, https://arxiv.org/abs/1412.6980) with decoupled weight decay on kernels (Loshchilov & Hutter 2019). */
import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../network/weights';
import type { Optimizer, Trained } from './sgd';

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-7;

interface Moments {
  readonly first: Float32Array;
  readonly second: Float32Array;
}

/**
 * Adam with decoupled weight decay (Kingma & Ba 2015, https://arxiv.org/abs/1412.6980; Loshchilov & Hutter 2019,
 * https://arxiv.org/abs/1711.05101).
 */
export class Adam implements Optimizer {
  private readonly moments: Map<string, Moments>;
  private steps = 0;

  constructor(
    private readonly trained: readonly Trained[],
    private readonly weightDecay: number,
  ) {
    const empty = (size: number): Moments => ({ first: new Float32Array(size), second: new Float32Array(size) });
    this.moments = new Map(trained.map(({ name, variable }) => [name, empty(variable.size)]));
  }

  step(gradients: tf.NamedTensorMap, rate: number): void {
    this.steps++;
    // Both moments begin at zero; this takes the bias out.
    const correction = Math.sqrt(1 - BETA2 ** this.steps) / (1 - BETA1 ** this.steps);
    for (const { name, variable } of this.trained) {
      const gradient = gradients[variable.name];
      if (!gradient) throw new Error(`No gradient reached ${name}.`);
      const { first, second } = this.moments.get(name)!;
      const g = gradient.dataSync<'float32'>();
      const weights = variable.dataSync<'float32'>().slice();
      const decay = variable.rank > 1 ? rate * this.weightDecay : 0;
      for (let i = 0; i < weights.length; i++) {
        first[i] = BETA1 * first[i]! + (1 - BETA1) * g[i]!;
        second[i] = BETA2 * second[i]! + (1 - BETA2) * g[i]! * g[i]!;
        weights[i]! -= (rate * correction * first[i]!) / (Math.sqrt(second[i]!) + EPSILON) + decay * weights[i]!;
      }
      tf.tidy(() => variable.assign(tf.tensor(weights, variable.shape)));
    }
  }

  state(): Weights {
    const state: Weights = new Map([['adam/steps', Float32Array.of(this.steps)]]);
    for (const [name, { first, second }] of this.moments) {
      state.set(`${name}/first`, first.slice());
      state.set(`${name}/second`, second.slice());
    }
    return state;
  }

  restore(state: Weights): void {
    this.steps = state.get('adam/steps')?.[0] ?? 0;
    for (const [name, moments] of this.moments)
      for (const part of ['first', 'second'] as const) {
        const values = state.get(`${name}/${part}`);
        if (values?.length !== moments[part].length)
          throw new Error(`The checkpoint's moments for ${name} do not fit the network.`);
        moments[part].set(values);
      }
  }
}
