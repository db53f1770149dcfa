import { describe, expect, it } from 'vitest';
import { mulberry } from '../../scripts/mulberry';
import { FaceTracker } from '../../src/engine/tracker';
import type { DetectedFace } from '../../src/engine/types';
import { faceAt } from './faces';

/** A tracker whose memories are numbered in the order they were made, to tell a followed face from a new one. */
function tracker() {
  let made = 0;
  return new FaceTracker(() => ++made);
}

const TICK = 125;

describe('numbers', () => {
  it('run from left to right at first sight, whatever the order of detection', () => {
    const faces = [faceAt(0.8, 0.5), faceAt(0.2, 0.5), faceAt(0.5, 0.5)];
    const tracked = tracker().track(faces, 0);
    expect(tracked.map(({ number, face }) => [number, face.box.x.toFixed(1)])).toEqual([
      [1, '0.1'],
      [2, '0.4'],
      [3, '0.7'],
    ]);
  });

  it('stay with a face that moves past where others were', () => {
    const follow = tracker();
    for (let i = 0; i <= 20; i++) {
      const moving = faceAt(0.15 + 0.03 * i, 0.3);
      const tracked = follow.track([faceAt(0.9, 0.8), moving].reverse(), i * TICK);
      expect(tracked.find(({ face }) => face === moving)?.number, `frame ${i}`).toBe(1);
    }
  });

  it('of a face that is gone for good are free again', () => {
    const follow = tracker();
    follow.track([faceAt(0.2, 0.5), faceAt(0.8, 0.5)], 0);
    follow.track([faceAt(0.8, 0.5)], 2900);
    const tracked = follow.track([faceAt(0.8, 0.5), faceAt(0.5, 0.2)], 3500);
    expect(tracked.map(({ number, memory }) => [number, memory])).toEqual([
      [1, 3],
      [2, 2],
    ]);
  });
});

describe('absence', () => {
  it('of a moment keeps number and memory', () => {
    const follow = tracker();
    follow.track([faceAt(0.3, 0.5)], 0);
    follow.track([], 500);
    expect(follow.track([faceAt(0.33, 0.5)], 1000)).toMatchObject([{ number: 1, memory: 1 }]);
  });

  it('of a few seconds does too, for a face that is back where it was', () => {
    const follow = tracker();
    follow.track([faceAt(0.3, 0.5), faceAt(0.7, 0.5)], 0);
    expect(follow.track([faceAt(0.7, 0.5)], 2900)).toMatchObject([{ number: 2, memory: 2 }]);
    expect(follow.track([faceAt(0.3, 0.5), faceAt(0.7, 0.5)], 3000)).toMatchObject([{ memory: 1 }, { memory: 2 }]);
  });

  it('of a few seconds does not hand the number to a face some way off', () => {
    const follow = tracker();
    follow.track([faceAt(0.2, 0.5, 0.1)], 0);
    expect(follow.track([faceAt(0.5, 0.5, 0.1)], 2500)).toMatchObject([{ number: 2, memory: 2 }]);
  });

  it('of longer starts anew', () => {
    const follow = tracker();
    follow.track([faceAt(0.3, 0.5)], 0);
    expect(follow.track([faceAt(0.3, 0.5)], 3001)).toMatchObject([{ number: 1, memory: 2 }]);
  });

  it('does not hand the number to a face that appears elsewhere', () => {
    const follow = tracker();
    follow.track([faceAt(0.15, 0.5)], 0);
    expect(follow.track([faceAt(0.85, 0.5)], TICK)).toMatchObject([{ number: 2, memory: 2 }]);
  });

  it('does not hand the number to a face of another size in its place', () => {
    const follow = tracker();
    follow.track([faceAt(0.5, 0.5, 0.5)], 0);
    expect(follow.track([faceAt(0.5, 0.5, 0.05)], TICK)).toMatchObject([{ number: 2 }]);
  });
});

describe('two faces that cross', () => {
  /** One walks to the right, one to the left; while they overlap, only the one in front is seen. */
  function crossing(
    frames: number,
    hidden: number,
  ): { right: DetectedFace; left: DetectedFace; seen: DetectedFace[] }[] {
    return Array.from({ length: frames }, (_, i) => {
      const right = faceAt(0.2 + (0.6 * i) / (frames - 1), 0.5);
      const left = faceAt(0.8 - (0.6 * i) / (frames - 1), 0.52);
      const covered = Math.abs(i - (frames - 1) / 2) < hidden / 2;
      return { right, left, seen: covered ? [right] : [left, right] };
    });
  }

  it.each([
    ['in full view', 24, 0],
    ['one behind the other for three frames', 24, 3],
    ['one behind the other for five frames', 40, 5],
  ])('keep their numbers %s', (_, frames, hidden) => {
    const follow = tracker();
    for (const [i, { right, left, seen }] of crossing(frames, hidden).entries()) {
      for (const { number, face } of follow.track(seen, i * TICK)) {
        expect(number, `frame ${i}`).toBe(face === right ? 1 : 2);
        expect([right, left]).toContain(face);
      }
    }
  });

  /** What somebody looks like, a little different at each look. */
  const looks = (grey: number, i: number) => new Float32Array(9).fill(grey + 0.02 * (i % 2));

  it('and turn back between two looks keep their numbers by their colours, where places mislead', () => {
    const numbers = (coloured: boolean) => {
      const follow = tracker();
      const approach = crossing(12, 0).slice(0, 5);
      return [...approach, approach[3]!].map(({ right, seen }, i) => {
        const coloursOf = (face: DetectedFace) => looks(face === right ? 0.4 : 0.6, i);
        const time = i < approach.length ? i * TICK : 900;
        const tracked = follow.track(seen, time, coloured ? coloursOf : undefined);
        return tracked.find(({ face }) => face === right)?.number;
      });
    };
    expect(numbers(true)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(numbers(false)).toEqual([1, 1, 1, 1, 1, 2]);
  });

  it.each([
    [8, 'pass each other'],
    [3, 'pass each other'],
    [8, 'meet and turn back'],
    [3, 'meet and turn back'],
    [1, 'pass each other'],
    [1, 'meet and turn back'],
    [0.5, 'pass each other'],
    [0.5, 'meet and turn back'],
  ])('keep their numbers at %i readings a second when they %s, in 200 walks', (rate, what) => {
    const exchanged = Array.from({ length: 200 }, (_, seed) => seed).filter((seed) => {
      const next = mulberry(seed);
      const between = (low: number, high: number) => low + (high - low) * next();
      const follow = tracker();
      // Seconds from one side to the other, or to the middle and back.
      const seconds = between(2, 6);
      const grey = between(0.2, 0.7);
      const numbers = { right: 0, left: 0 };
      let exchanges = 0;
      for (let time = 0; time < seconds + 3; time += between(0.75, 1.25) / rate) {
        const walked = Math.min(1, Math.max(0, (time - 1) / seconds));
        const way = what === 'pass each other' ? 0.6 * walked : 0.52 * Math.min(walked, 1 - walked);
        const tremble = () => between(-0.01, 0.01);
        const right = faceAt(0.2 + way + tremble(), 0.5 + tremble());
        const left = faceAt(0.8 - way + tremble(), 0.5 + tremble());
        const hides = Math.abs(0.6 - 2 * way) < 0.14;
        const tracked = follow.track(hides ? [right] : [left, right], time * 1000, (face) =>
          new Float32Array(9).map(() => grey + (face === right ? 0.1 : 0) + between(-0.03, 0.03)),
        );
        for (const { number, face } of tracked) {
          const who = face === right ? 'right' : 'left';
          if (numbers[who] !== 0 && numbers[who] !== number) exchanges++;
          numbers[who] = number;
        }
      }
      return exchanges > 0;
    });
    expect(exchanged, 'seeds').toEqual([]);
  });

  it.each([1000, 2000, 2900])('and look alike keep their places where nobody looked for %i ms', (pause) => {
    const next = mulberry(pause);
    const follow = tracker();
    const exchanged = Array.from({ length: 200 }, (_, i) => {
      const [left, right] = [faceAt(0.3, 0.5), faceAt(0.7, 0.5)];
      const tracked = follow.track([right, left], i * pause, () =>
        new Float32Array(9).map(() => 0.5 + 0.06 * (next() - 0.5)),
      );
      return tracked.find(({ face }) => face === left)?.number !== 1;
    });
    expect(exchanged).not.toContain(true);
  });

  it('follows a face through a change of light', () => {
    const follow = tracker();
    follow.track([faceAt(0.3, 0.5)], 0, () => looks(0.7, 0));
    expect(follow.track([faceAt(0.31, 0.5)], TICK, () => looks(0.1, 0))).toMatchObject([{ number: 1, memory: 1 }]);
  });
});
