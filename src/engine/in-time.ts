import { Failure } from '../problem';

/**
 * Milliseconds for one tick's reading: a graphics process that hangs never answers. Under the silence after which a page
 * takes the engine for dead.
 */
const WITHIN = 8000;

/** What took too long: a tick's reading, or the engine's loading. */
type Slow = 'engine_stuck' | 'engine_slow';

/** Whoever throws it no longer waits for the answer. */
export class Stuck extends Failure {
  constructor(code: Slow, within: number) {
    super({ code, seconds: within / 1000 });
  }
}

/** Milliseconds: of a machine's sleep no more than this counts. */
const STEP = 1000;

/**
 * @param within milliseconds in which this process runs, whole seconds.
 * @throws Stuck where the work is not done in time; what it gives later is left.
 */
export function inTime<T>(work: Promise<T>, within = WITHIN, code: Slow = 'engine_stuck'): Promise<T> {
  let timer: ReturnType<typeof setInterval>;
  let left = Math.ceil(within / STEP);
  const late = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      if (--left === 0) reject(new Stuck(code, within));
    }, STEP);
  });
  return Promise.race([work, late]).finally(() => clearInterval(timer));
}
