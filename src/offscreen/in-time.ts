import { Failure } from '../problem';

/**
 * Milliseconds for one tick's reading: a graphics process that hangs never answers. Under the silence after which a page
 * takes the engine for dead.
 */
const WITHIN = 8000;

export class Stuck extends Failure {
  constructor(within: number) {
    super({ code: 'engine_stuck', seconds: within / 1000 });
  }
}

/** Milliseconds: of a machine's sleep no more than this counts. */
const STEP = 1000;

/**
 * @param within milliseconds in which this process runs, whole seconds.
 * @throws Stuck where the work is not done in time; what it gives later is left.
 */
export function inTime<T>(work: Promise<T>, within = WITHIN): Promise<T> {
  let timer: ReturnType<typeof setInterval>;
  let left = Math.ceil(within / STEP);
  const late = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      if (--left === 0) reject(new Stuck(within));
    }, STEP);
  });
  return Promise.race([work, late]).finally(() => clearInterval(timer));
}
