/** Sharpness-aware minimisation (Foret et al. 2021, https://arxiv.org/abs/2010.01412). */
import * as tf from '@tensorflow/tfjs-core';

export interface Gradients {
  readonly value: tf.Scalar;
  /** By variable name. */
  readonly grads: tf.NamedTensorMap;
}

/**
 * The loss's gradient where the loss is worst nearby: weights that lower it there lie in a flat valley, and what was learned
 * by heart, wrong labels above all, does not. Costs a second forward and backward pass.
 * @param gradients computes them for the values that the variables have when it is called
 * @param here its result for the present values; disposed of
 * @param radius how far "nearby" reaches: the length of the step uphill, over all trained variables together, above 0
 * @param kept other variables that `gradients` changes on its way (running statistics); they stay as they are
 * @returns the gradient there with the value here; `trained` and `kept` hold exactly what they held before
 */
export function worstNearby(
  gradients: () => Gradients,
  here: Gradients,
  { trained, kept, radius }: { trained: readonly tf.Variable[]; kept: readonly tf.Variable[]; radius: number },
): Gradients {
  const before = [...trained, ...kept].map((variable) => tf.clone(variable));
  tf.tidy(() => {
    const norm = tf.sqrt(tf.addN(trained.map(({ name }) => tf.sum(tf.square(here.grads[name]!)))));
    // A gradient of zero points nowhere: the weights stay.
    const stride = tf.div(radius, tf.add(norm, 1e-12));
    for (const variable of trained) variable.assign(tf.add(variable, tf.mul(here.grads[variable.name]!, stride)));
  });
  const { value, grads } = gradients();
  [...trained, ...kept].forEach((variable, i) => void variable.assign(before[i]!));
  tf.dispose([here.grads, value, before]);
  return { value: here.value, grads };
}
