/** What of one network fits into another that has fewer channels in some blocks and more blocks at its end. */
import { type Architecture, convolutionNames, EXPRESSION_HEAD, FER2013_HEAD } from './model';
import type { Weights } from './weights';

const AREA = 9;

/** Of a kernel [3, 3, inputs, filters]: these inputs and these filters. */
function part(kernel: Float32Array, filters: number, inputs: readonly number[], kept: readonly number[]): Float32Array {
  const all = kernel.length / (AREA * filters);
  const out = new Float32Array(AREA * inputs.length * kept.length);
  let at = 0;
  for (let pixel = 0; pixel < AREA; pixel++)
    for (const i of inputs) for (const f of kept) out[at++] = kernel[(pixel * all + i) * filters + f]!;
  return out;
}

/** Length of each filter's weights. */
function lengths(kernel: Float32Array, filters: number): Float64Array {
  const squares = new Float64Array(filters);
  kernel.forEach((w, i) => {
    squares[i % filters]! += w * w;
  });
  return squares.map(Math.sqrt);
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

/**
 * A block that is narrower keeps the channels with the largest weights, the same ones throughout, because its sums add
 * channel to channel (magnitude pruning, Li et al. 2017, https://arxiv.org/abs/1608.08710).
 * @param free folded weights; the free half of mirrored ones (mirror.ts)
 * @param architecture of the network to be begun
 * @returns what it can take over: convolutions up to the first that `free` has not, the heads if none is missing
 * @throws Error naming a block that is wider than the one it is to come from
 */
export function transplant(free: Weights, architecture: Architecture): Weights {
  const ways = architecture.mirror ? 2 : 1;
  const taken: Weights = new Map();
  let before = { kept: [0], filters: 1, inputs: [0] };
  let at = 0;
  const names = convolutionNames(architecture);
  for (const [b, { width, convolutions }] of architecture.blocks.entries()) {
    const block = names.slice(at, at + convolutions);
    at += convolutions;
    const filters = free.get(`${block[0]}/bias`)?.length;
    if (filters === undefined) return taken;
    const wanted = width / ways;
    if (wanted > filters)
      throw new Error(`Block ${b + 1} is to have ${width} channels; the network to begin from has ${filters * ways}.`);
    const strength = new Float64Array(filters);
    for (const name of block) {
      const kernel = free.get(`${name}/kernel`);
      if (!kernel) continue;
      lengths(kernel, filters).forEach((length, f) => {
        strength[f]! += length;
      });
    }
    const strongest = upTo(filters).sort((x, y) => strength[y]! - strength[x]!);
    const kept = strongest.slice(0, wanted).sort((x, y) => x - y);
    for (const name of block) {
      const kernel = free.get(`${name}/kernel`);
      const bias = free.get(`${name}/bias`);
      if (!kernel || !bias) return taken;
      taken.set(`${name}/kernel`, part(kernel, filters, before.inputs, kept));
      taken.set(
        `${name}/bias`,
        Float32Array.from(kept, (f) => bias[f]!),
      );
      const inputs = ways === 2 ? [...kept, ...kept.map((f) => f + filters)] : kept;
      before = { kept, filters, inputs };
    }
  }
  for (const head of [EXPRESSION_HEAD, FER2013_HEAD]) {
    const kernel = free.get(`${head}/kernel`);
    const bias = free.get(`${head}/bias`);
    if (!kernel || !bias) return taken;
    if (kernel.length / bias.length !== before.filters) return taken;
    const rows = before.kept.flatMap((f) => [...kernel.subarray(f * bias.length, (f + 1) * bias.length)]);
    taken.set(`${head}/kernel`, Float32Array.from(rows));
    taken.set(`${head}/bias`, bias.slice());
  }
  return taken;
}
