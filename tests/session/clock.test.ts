import { describe, expect, it } from 'vitest';
import type { TileReading } from '../../src/engine/types';
import { SessionClock, wallTime } from '../../src/session/clock';
import { Seconds } from '../../src/session/seconds';

const START = 1_800_000_000_000;
const HOUR = 3_600_000;

/** A computer whose clock can be set, or that sleeps: then only the wall clock goes on. */
function computer() {
  let [steady, wall] = [5000, START];
  return {
    clock: new SessionClock(START, () => steady),
    steady: () => steady,
    wall: () => wall,
    pass(ms: number) {
      steady += ms;
      wall += ms;
    },
    set(by: number) {
      wall += by;
    },
  };
}

function reading(time: number): TileReading {
  const box = { x: 0, y: 0, width: 1, height: 1 };
  const probabilities = [0, 1, 0, 0, 0, 0, 0, 0];
  return {
    participantId: 'a',
    time,
    faces: [{ face: 1, box, score: 1, probabilities, expression: 'happiness', confidence: 1 }],
  };
}

describe("a session's clock", () => {
  it.each([
    ['an hour back', [-HOUR]],
    ['an hour ahead, then corrected', [HOUR, -HOUR]],
    ['ahead by a sleep', [8 * HOUR]],
    ['a year back, and again', [-8760 * HOUR, -8760 * HOUR]],
  ])('loses and doubles no second when the computer’s is set: %s', (_, jumps) => {
    const { clock, pass, set, steady, wall } = computer();
    const seconds = new Seconds('s');
    const rows = [];
    for (let tick = 0; tick < 240; tick++) {
      pass(125);
      const jump = tick % 80 === 40 ? jumps[(tick - 40) / 80] : undefined;
      if (jump) set(jump);
      seconds.add(reading(clock.at(steady())));
      clock.check(wall());
      if (tick % 24 === 0) rows.push(...seconds.takeUntil(clock.at() - 2000));
    }
    rows.push(...seconds.takeUntil(Number.POSITIVE_INFINITY));
    expect(rows.map(({ second }) => second - START / 1000)).toEqual(Array.from({ length: 31 }, (_, i) => i));
    expect(rows.reduce((sum, { samples }) => sum + samples, 0)).toBe(240);
    expect(clock.jumps.map(({ by }) => by)).toEqual(jumps);
    const last = rows.at(-1)!.second;
    expect(wallTime({ clockJumps: clock.jumps }, last)).toBe(last * 1000 + jumps.reduce((sum, by) => sum + by, 0));
    expect(wallTime({ clockJumps: clock.jumps }, START / 1000)).toBe(START);
  });

  it('takes no adjustment for a jump, until many make one', () => {
    const { clock, pass, set, wall } = computer();
    for (let i = 0; i < 30; i++) {
      pass(3000);
      set(50);
      expect(clock.check(wall())).toBe(false);
    }
    for (let i = 0; i < 20; i++) {
      pass(3000);
      set(50);
      clock.check(wall());
    }
    expect(clock.jumps).toHaveLength(1);
  });
});
