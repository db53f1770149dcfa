/**
 * Random numbers as a function of where they are used: `random(seed, epoch, index)` is the same stream in a resumed run.
 * Generator: mulberry32 (Tommy Ettinger, 2017; public domain); keys are mixed with the finaliser of MurmurHash3.
 */
export type Random = () => number;

function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A stream of numbers, 0 ≤ x < 1, decided by `keys` (integers) alone. */
export function random(...keys: readonly number[]): Random {
  let state = keys.reduce((h, key) => mix(Math.imul(h, 31) + key + 0x9e3779b9), 0x2545f491);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Uniform in [low, high). */
export const between = (next: Random, low: number, high: number) => low + (high - low) * next();

/** 0 … count − 1 in random order (Fisher–Yates). */
export function shuffled(count: number, next: Random): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    const swap = order[i]!;
    order[i] = order[j]!;
    order[j] = swap;
  }
  return order;
}

/** Beta(a, a) for mixup, by Jöhnk's method (1964), which suits a ≤ 1. */
function symmetricBeta(next: Random, a: number): number {
  for (;;) {
    const x = next() ** (1 / a);
    const y = next() ** (1 / a);
    if (x + y <= 1 && x + y > 0) return x / (x + y);
  }
}

/** How much of the first of two pictures mixup shows, 0.5 to 1. */
export function mixingShare(next: Random, a: number): number {
  const drawn = symmetricBeta(next, a);
  return Math.max(drawn, 1 - drawn);
}
