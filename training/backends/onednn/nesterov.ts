/** A step of descent in place: one pass over memory instead of the seven of separate operations. */
import type { KernelInputs } from '../../operations/kernel-inputs';
import { NESTEROV_STEP, type NesterovAttrs } from '../../operations/nesterov-step';
import { override } from './backend';

/** The optimizer's step in one pass over weights, gradient and velocity; writes into both variables. */
export function registerNesterov(): void {
  type Inputs = KernelInputs<'variable' | 'gradient' | 'velocity'>;
  override<Inputs, NesterovAttrs>(NESTEROV_STEP, (inputs, { rate, momentum, decay }, backend) => {
    const weights = backend.values(inputs.variable);
    const gradient = backend.values(inputs.gradient);
    const velocity = backend.values(inputs.velocity);
    for (let i = 0; i < weights.length; i++) {
      const g = gradient[i]! + decay * weights[i]!;
      const v = momentum * velocity[i]! + g;
      velocity[i] = v;
      weights[i] = weights[i]! - rate * (g + momentum * v);
    }
    return [];
  });
}
