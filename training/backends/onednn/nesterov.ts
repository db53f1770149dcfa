/** A step of descent in place: one pass over memory instead of the seven of separate operations. */
import { NESTEROV_STEP, type NesterovAttrs, type NesterovInputs } from '../../operations/nesterov-step';
import { override } from './backend';

/** The optimizer's step in one pass over weights, gradient and velocity; writes into both variables. */
export function registerNesterov(): void {
  override(NESTEROV_STEP, (inputs, attrs, backend) => {
    const of = inputs as unknown as NesterovInputs;
    const { rate, momentum, decay } = attrs as unknown as NesterovAttrs;
    const [weights, gradient, velocity] = [of.variable, of.gradient, of.velocity].map((one) => backend.values(one));
    for (let i = 0; i < weights!.length; i++) {
      const g = gradient![i]! + decay * weights![i]!;
      const v = momentum * velocity![i]! + g;
      velocity![i] = v;
      weights![i] = weights![i]! - rate * (g + momentum * v);
    }
    return [];
  });
}
