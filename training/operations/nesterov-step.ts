/** Nesterov's step on one variable, by the kernel of the back end in use where it has one of its own. */
import * as tf from '@tensorflow/tfjs-core';

/** Kernel: changes `variable` and `velocity` in place and gives nothing back. */
export const NESTEROV_STEP = 'NesterovStep';

/** What a step reads; variable and velocity are written, too. */
export interface NesterovInputs {
  readonly variable: tf.Variable;
  /** Of the shape of the variable, as the velocity is. */
  readonly gradient: tf.Tensor;
  readonly velocity: tf.Variable;
}

/** How far a step goes. */
export interface NesterovAttrs {
  readonly rate: number;
  /** 0 to 1 */
  readonly momentum: number;
  /** Weight decay, added to the gradient as a share of the variable. */
  readonly decay: number;
}

/** Moves a variable one step, on the back end's own kernel where it has one. */
export function nesterovStep(inputs: NesterovInputs, attrs: NesterovAttrs): void {
  const kernel = tf.getKernel(NESTEROV_STEP, tf.getBackend());
  if (kernel) kernel.kernelFunc({ inputs: { ...inputs }, attrs: { ...attrs }, backend: tf.backend() });
  else inOperations(inputs, attrs);
}

function inOperations(
  { variable, gradient, velocity }: NesterovInputs,
  { rate, momentum, decay }: NesterovAttrs,
): void {
  tf.tidy(() => {
    const g = tf.add(gradient, tf.mul(variable, decay));
    const v = tf.add(tf.mul(velocity, momentum), g);
    velocity.assign(v);
    variable.assign(tf.sub(variable, tf.mul(tf.add(g, tf.mul(v, momentum)), rate)));
  });
}
