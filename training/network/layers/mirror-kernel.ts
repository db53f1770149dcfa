/**
 * Convolutions that commute with mirroring the picture (group convolutions over {identity, mirror}, Cohen & Welling 2016,
 * https://arxiv.org/abs/1602.07576). Channels come in pairs, the first half of them being what the second half sees in the
 * mirror: on a mirrored picture the halves change places. Their mean over the picture and over each pair is the same for
 * a face and its mirror image, whatever the weights. Half of the weights are free; the others follow, so that the network
 * ships as plain convolutions.
 */

/** Of the kernels, in pixels. */
export const KERNEL_SIDE = 3;

/** Where the tied weight of (dy, dx, i) lies: mirrored, with the halves of the inputs exchanged. One input is its own pair. */
function tied(at: number, inputs: number): number {
  const half = inputs >> 1;
  const input = at % inputs;
  const dx = Math.floor(at / inputs) % KERNEL_SIDE;
  const partner = inputs === 1 ? 0 : input < half ? input + half : input - half;
  return at - input + partner + (KERNEL_SIDE - 1 - 2 * dx) * inputs;
}

/**
 * @param free [3, 3, inputs, filters / 2] weights
 * @returns [3, 3, inputs, filters] weights
 */
export function withTied(free: Float32Array, inputs: number): Float32Array {
  const half = free.length / (KERNEL_SIDE * KERNEL_SIDE * inputs);
  const all = new Float32Array(2 * free.length);
  for (let at = 0; at < KERNEL_SIDE * KERNEL_SIDE * inputs; at++) {
    const mirrored = tied(at, inputs) * half;
    for (let o = 0; o < half; o++) {
      all[at * 2 * half + o] = free[at * half + o]!;
      all[at * 2 * half + half + o] = free[mirrored + o]!;
    }
  }
  return all;
}

/** The gradient of {@link withTied}: [3, 3, inputs, filters] → [3, 3, inputs, filters / 2] */
export function gradientOfTied(all: Float32Array, inputs: number): Float32Array {
  const half = all.length / (KERNEL_SIDE * KERNEL_SIDE * inputs * 2);
  const free = new Float32Array(all.length / 2);
  for (let at = 0; at < KERNEL_SIDE * KERNEL_SIDE * inputs; at++) {
    const mirrored = tied(at, inputs) * half;
    for (let o = 0; o < half; o++) {
      free[at * half + o]! += all[at * 2 * half + o]!;
      free[mirrored + o]! += all[at * 2 * half + half + o]!;
    }
  }
  return free;
}
