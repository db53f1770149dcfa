/** The head of a trained network for other classes than it knew. */
import { EXPRESSION_HEAD, FER2013_HEAD } from '../network/model';
import type { Weights } from '../network/weights';

/**
 * @param exported weights as they ship; its head's outputs are `before`
 * @returns the same with a head for `after`: what a class that both know looked for is kept, the others begin with nothing
 */
export function withClasses(exported: Weights, before: readonly string[], after: readonly string[]): Weights {
  const weights: Weights = new Map(exported);
  weights.delete(`${FER2013_HEAD}/kernel`);
  weights.delete(`${FER2013_HEAD}/bias`);
  const kernel = exported.get(`${EXPRESSION_HEAD}/kernel`)!;
  const bias = exported.get(`${EXPRESSION_HEAD}/bias`)!;
  const features = kernel.length / before.length;
  const from = after.map((name) => before.indexOf(name));
  const moved = new Float32Array(features * after.length);
  for (let f = 0; f < features; f++)
    from.forEach((k, i) => {
      if (k >= 0) moved[f * after.length + i] = kernel[f * before.length + k]!;
    });
  weights.set(`${EXPRESSION_HEAD}/kernel`, moved);
  weights.set(
    `${EXPRESSION_HEAD}/bias`,
    Float32Array.from(from, (k) => (k < 0 ? 0 : bias[k]!)),
  );
  return weights;
}
