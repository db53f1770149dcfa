/** How exactly convolutions are computed while training. */
import { existsSync, readFileSync } from 'node:fs';

/** `bfloat16`: factors with 8 bits of precision and float32's range, sums in float32 (Kalamkar et al. 2019, arXiv:1905.12322). */
export const PRECISIONS = ['float32', 'bfloat16'] as const;
export type Precision = (typeof PRECISIONS)[number];

let current: Precision = 'float32';

/** What the oneDNN back end's convolutions, forward and backward, are to use now. */
export const precision = (): Precision => current;

/** Runs synchronous work with a precision; everything else (batch norm, sums, weights, momentum) stays float32. */
export function withPrecision<T>(wanted: Precision, work: () => T): T {
  const before = current;
  current = wanted;
  try {
    return work();
  } finally {
    current = before;
  }
}

/** @throws Error where a precision cannot be had: bfloat16 needs oneDNN and a processor that multiplies such numbers. */
export function checkPrecision(wanted: Precision, backend: string): void {
  if (wanted === 'float32') return;
  if (!backend.startsWith('onednn')) throw new Error(`--precision bfloat16 needs the oneDNN back end, not ${backend}.`);
  const processor = existsSync('/proc/cpuinfo') ? readFileSync('/proc/cpuinfo', 'utf8') : '';
  if (!processor.includes('avx512_bf16')) {
    throw new Error(
      'This processor does not multiply bfloat16 numbers (no avx512_bf16 in /proc/cpuinfo): leave out --precision.',
    );
  }
}
