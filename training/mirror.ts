/**
 * Convolutions that commute with mirroring the picture (group convolutions over {identity, mirror}, Cohen & Welling 2016,
 * https://arxiv.org/abs/1602.07576). Channels come in pairs, the first half of them being what the second half sees in the
 * mirror: on a mirrored picture the halves change places. Their mean over the picture and over each pair is the same for
 * a face and its mirror image, whatever the weights. Half of the weights are free; the others follow, so that the network
 * ships as plain convolutions.
 */
import { type Architecture, convolutionNames, EXPRESSION_HEAD, FER2013_HEAD, normName } from './model';
import type { Weights } from './weights';

const SIDE = 3;

/** Where the tied weight of (dy, dx, i) lies: mirrored, with the halves of the inputs exchanged. One input is its own pair. */
function tied(at: number, inputs: number): number {
  const half = inputs >> 1;
  const input = at % inputs;
  const dx = Math.floor(at / inputs) % SIDE;
  const partner = inputs === 1 ? 0 : input < half ? input + half : input - half;
  return at - input + partner + (SIDE - 1 - 2 * dx) * inputs;
}

/**
 * @param free [3, 3, inputs, filters / 2] weights
 * @returns [3, 3, inputs, filters] weights
 */
export function withTied(free: Float32Array, inputs: number): Float32Array {
  const half = free.length / (SIDE * SIDE * inputs);
  const all = new Float32Array(2 * free.length);
  for (let at = 0; at < SIDE * SIDE * inputs; at++) {
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
  const half = all.length / (SIDE * SIDE * inputs * 2);
  const free = new Float32Array(all.length / 2);
  for (let at = 0; at < SIDE * SIDE * inputs; at++) {
    const mirrored = tied(at, inputs) * half;
    for (let o = 0; o < half; o++) {
      free[at * half + o]! += all[at * 2 * half + o]!;
      free[mirrored + o]! += all[at * 2 * half + half + o]!;
    }
  }
  return free;
}

const twice = (values: Float32Array) => Float32Array.from([...values, ...values]);

/** Weights of a mirrored network as those of an ordinary one. @throws Error naming a weight that is missing */
export function untie(trained: Weights, architecture: Architecture): Weights {
  const get = (name: string) => {
    const values = trained.get(name);
    if (!values) throw new Error(`The checkpoint has no weight ${name}.`);
    return values;
  };
  const untied: Weights = new Map(trained);
  for (const conv of convolutionNames(architecture)) {
    const norm = normName(conv);
    const half = get(`${norm}/gamma`).length;
    const free = get(`${conv}/kernel`);
    untied.set(`${conv}/kernel`, withTied(free, free.length / (SIDE * SIDE * half)));
    for (const part of ['gamma', 'beta', 'mean', 'variance'])
      untied.set(`${norm}/${part}`, twice(get(`${norm}/${part}`)));
  }
  for (const head of [EXPRESSION_HEAD, FER2013_HEAD])
    untied.set(
      `${head}/kernel`,
      twice(get(`${head}/kernel`)).map((w) => w / 2),
    );
  return untied;
}

/** The half of a mirrored network's weights, as it ships, that is free: the reverse of {@link untie}, batch norm folded. */
export function freeHalf(folded: Weights, architecture: Architecture): Weights {
  const free: Weights = new Map(folded);
  const halve = (name: string, keep: (i: number) => boolean, times = 1) => {
    const values = folded.get(name);
    if (!values) throw new Error(`The network has no weight ${name}.`);
    free.set(
      name,
      values.filter((_, i) => keep(i)).map((w) => w * times),
    );
  };
  for (const conv of convolutionNames(architecture)) {
    const filters = folded.get(`${conv}/bias`)?.length ?? 0;
    halve(`${conv}/kernel`, (i) => i % filters < filters / 2);
    halve(`${conv}/bias`, (i) => i < filters / 2);
  }
  for (const head of [EXPRESSION_HEAD, FER2013_HEAD]) {
    const inputs = folded.get(`${head}/kernel`)?.length ?? 0;
    halve(`${head}/kernel`, (i) => i < inputs / 2, 2);
  }
  return free;
}
