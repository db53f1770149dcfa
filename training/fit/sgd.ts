/** Stochastic gradient descent with Nesterov momentum and weight decay on kernels (Sutskever et al. 2013, as PyTorch has it). */
import * as tf from '@tensorflow/tfjs-core';
import type { Weights } from '../network/weights';
import { nesterovStep } from '../operations/nesterov-step';

/** A variable that is trained. */
export interface Trained {
  readonly name: string;
  readonly variable: tf.Variable;
}

/** Moves the weights of a network, step by step. */
export interface Optimizer {
  /** @param gradients by variable name, as tf.variableGrads returns them */
  step(gradients: tf.NamedTensorMap, rate: number): void;
  /** Everything that a resumed run needs. */
  state(): Weights;
  /** @throws Error where the state is of another network */
  restore(state: Weights): void;
}

/** SGD with Nesterov's momentum (Sutskever et al. 2013) and weight decay. */
export class NesterovSgd implements Optimizer {
  private readonly velocities: Map<string, tf.Variable>;

  constructor(
    private readonly trained: readonly Trained[],
    private readonly momentum: number,
    private readonly weightDecay: number,
  ) {
    this.velocities = new Map(
      trained.map(({ name, variable }) => [name, tf.variable(tf.zeros(variable.shape), false)]),
    );
  }

  /** @param gradients by variable name, as tf.variableGrads returns them */
  step(gradients: tf.NamedTensorMap, rate: number): void {
    for (const { name, variable } of this.trained) {
      const gradient = gradients[variable.name];
      if (!gradient) throw new Error(`No gradient reached ${name}.`);
      const velocity = this.velocities.get(name)!;
      const decay = variable.rank > 1 ? this.weightDecay : 0;
      nesterovStep({ variable, gradient, velocity }, { rate, momentum: this.momentum, decay });
    }
  }

  state(): Weights {
    return new Map([...this.velocities].map(([name, v]) => [name, v.dataSync<'float32'>().slice()]));
  }

  restore(state: Weights): void {
    for (const [name, velocity] of this.velocities) {
      const values = state.get(name);
      if (values?.length !== velocity.size)
        throw new Error(`The checkpoint's momentum for ${name} does not fit the network.`);
      tf.tidy(() => velocity.assign(tf.tensor(values.slice(), velocity.shape)));
    }
  }
}

/** Linear warm-up to `peak`, then a cosine to zero at `steps` (Loshchilov & Hutter 2017, https://arxiv.org/abs/1608.03983). */
export function learningRate(step: number, steps: number, warmup: number, peak: number): number {
  if (step < warmup) return (peak * (step + 1)) / warmup;
  return peak * 0.5 * (1 + Math.cos((Math.PI * (step - warmup)) / Math.max(1, steps - warmup)));
}
