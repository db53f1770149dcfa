import { duration } from '../console/duration';
import { flops } from '../network/model';
import type { Recipe } from '../recipes/recipe';

/** FLOP a second that the wasm back end trains at on one core (measured: 3 GFLOP/s on an EPYC with AVX2). */
const WASM_FLOPS = 3e9;
/** Seconds from which on a run without oneDNN is begun only by name. */
const SHORT = 600;

/**
 * @param wanted what --backend says @param backend what runs
 * @throws Error saying how long it would take, where nobody chose the slow back end by name
 */
export function checkPatience(
  wanted: string,
  backend: string,
  { architecture, epochs }: Recipe,
  pictures: number,
): void {
  if (wanted !== 'auto' || !backend.startsWith('wasm')) return;
  // Backwards is twice the work of forwards.
  const seconds = (3 * flops(architecture) * pictures * epochs) / WASM_FLOPS;
  if (seconds > SHORT)
    throw new Error(
      `Without oneDNN this run would take about ${duration(seconds)}. Install it (see above), choose a smaller network or fewer ` +
        'epochs, or add --backend wasm to train all the same.',
    );
}
