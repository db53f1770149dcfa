/** How exactly convolutions are computed while training. */
import { existsSync, readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';

/** `bfloat16`: factors with 8 bits of precision and float32's range, sums in float32 (Kalamkar et al. 2019, arXiv:1905.12322). */
export const PRECISIONS = ['float32', 'bfloat16'] as const;
/** One of them. */
export type Precision = (typeof PRECISIONS)[number];

/** A back end whose convolutions, forward and backward, can be had in less than float32. */
export interface PreciseBackend {
  precision: Precision;
}

/**
 * Runs synchronous work with a precision; everything else (batch norm, sums, weights, momentum) stays float32.
 * @throws Error where the back end in use knows float32 alone and less is wanted
 */
export function withPrecision<T>(wanted: Precision, work: () => T): T {
  const backend: Partial<PreciseBackend> = tf.backend() as object;
  const before = backend.precision ?? 'float32';
  if (wanted === before) return work();
  if (backend.precision === undefined)
    throw new Error(`The ${tf.getBackend()} back end does not compute in ${wanted}.`);
  backend.precision = wanted;
  try {
    return work();
  } finally {
    backend.precision = before;
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
