import type { ClockJump, StoredSession } from './records';

/** Wall time and steady time drift apart by less than this where the clock is only being adjusted. Milliseconds. */
const TOLERANCE = 2000;

/** Time that only goes on, milliseconds since the document began: no setting of the computer's clock moves it. */
export const steadyNow = (): number => performance.now();

/**
 * A session's own time: the wall clock as it stood at the session's start, and from then on a steady one. So every second
 * is counted once and in order, however the computer's clock is set meanwhile; what the wall clock did is kept beside it.
 */
export class SessionClock {
  private readonly origin: number;
  private readonly all: ClockJump[];

  /**
   * @param start session time of this moment, milliseconds since the epoch
   * @param jumps of the session so far, where it goes on after a break
   */
  constructor(
    start = Date.now(),
    private readonly steady: () => number = steadyNow,
    jumps: readonly ClockJump[] = [],
  ) {
    this.origin = start - steady();
    this.all = [...jumps];
  }

  /** Session time of a moment of steady time; of now if left out. Milliseconds. */
  at(steady = this.steady()): number {
    return this.origin + steady;
  }

  get jumps(): readonly ClockJump[] {
    return this.all;
  }

  /** Compares with the wall clock; to be called every few seconds. @returns whether it jumped since the last time. */
  check(wall = Date.now()): boolean {
    const now = this.at();
    const by = wall - now - this.all.reduce((sum, jump) => sum + jump.by, 0);
    if (Math.abs(by) < TOLERANCE) return false;
    this.all.push({ from: Math.floor(now / 1000), by: Math.round(by) });
    return true;
  }
}

/** What the computer's clock showed at a second of a session: milliseconds since the epoch. */
export function wallTime({ clockJumps = [] }: Pick<StoredSession, 'clockJumps'>, second: number): number {
  return clockJumps.reduce((time, { from, by }) => (from <= second ? time + by : time), second * 1000);
}
