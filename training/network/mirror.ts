/** A mirrored network's weights (layers/mirror-kernel.ts) as those of an ordinary one, and the reverse. */
import { KERNEL_SIDE, withTied } from './layers/mirror-kernel';
import { type Architecture, convolutionNames, headsOf, normName } from './model';
import type { Weights } from './weights';

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
    untied.set(`${conv}/kernel`, withTied(free, free.length / (KERNEL_SIDE * KERNEL_SIDE * half)));
    for (const part of ['gamma', 'beta', 'mean', 'variance'])
      untied.set(`${norm}/${part}`, twice(get(`${norm}/${part}`)));
  }
  for (const head of headsOf(trained))
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
  for (const head of headsOf(folded)) {
    const inputs = folded.get(`${head}/kernel`)?.length ?? 0;
    halve(`${head}/kernel`, (i) => i < inputs / 2, 2);
  }
  return free;
}
