/** Temperature scaling (Guo et al. 2017, https://arxiv.org/abs/1706.04599): one number that makes confidences honest. */
import { softmax } from '../metrics/classification';

/** Mean negative log-likelihood, nats. */
function nll(logits: Float32Array, truths: ArrayLike<number>, classes: number, temperature: number): number {
  const probabilities = softmax(logits, classes, temperature);
  let sum = 0;
  for (let i = 0; i < truths.length; i++) sum -= Math.log(Math.max(1e-12, probabilities[i * classes + truths[i]!]!));
  return sum / truths.length;
}

/** The temperature with the smallest nll, 0.1 to 10, by golden-section search on its logarithm (the nll is convex in 1/T). */
export function fitTemperature(logits: Float32Array, truths: ArrayLike<number>, classes: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(0.1);
  let high = Math.log(10);
  for (let i = 0; i < 40; i++) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (nll(logits, truths, classes, Math.exp(left)) < nll(logits, truths, classes, Math.exp(right))) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}
