import { describe, expect, it } from 'vitest';
import type { Effort } from '../../src/effort';
import { Pace } from '../../src/offscreen/pace';

/** Interval that a pace settles on for ticks that take so long. */
function settled(work: number, effort: Effort = 'balanced'): number {
  const pace = new Pace();
  pace.effort = effort;
  for (let i = 0; i < 50; i++) pace.worked(work, 4);
  return pace.interval;
}

describe('Pace', () => {
  it('looks eight times a second where the machine keeps up', () => {
    expect(settled(20)).toBe(125);
    expect(settled(60)).toBe(125);
  });

  it('slows down where ticks take long, and leaves time for the call', () => {
    for (const work of [150, 400, 2000]) {
      expect(work / settled(work, 'low')).toBeCloseTo(0.2, 5);
      expect(work / settled(work)).toBeCloseTo(0.7, 5);
      expect(work / settled(work, 'high')).toBeCloseTo(0.9, 5);
    }
  });

  it('says to what it keeps where it is slow for it, and nothing where it is not', () => {
    const pace = new Pace();
    expect(pace.keptTo).toBeNull();
    for (let i = 0; i < 50; i++) pace.worked(200, 4);
    expect(pace.keptTo).toBe(0.7);
    pace.effort = 'high';
    expect(pace.keptTo).toBe(0.9);
    for (let i = 0; i < 50; i++) pace.worked(60, 4);
    expect(pace.keptTo).toBeNull();
    pace.effort = 'low';
    expect(pace.keptTo).toBe(0.2);
  });

  it('is not thrown by one slow tick', () => {
    const pace = new Pace();
    for (let i = 0; i < 20; i++) pace.worked(20, 4);
    pace.worked(120, 4);
    expect(pace.interval).toBeLessThan(130);
  });

  it('asks for smaller frames of many tiles, and does not change its mind at the edge', () => {
    const pace = new Pace();
    const sides = [4, 8, 9, 8, 7, 6, 8].map((tiles) => {
      pace.worked(20, tiles);
      return pace.maxSide;
    });
    expect(sides).toEqual([480, 480, 320, 320, 320, 480, 480]);
  });

  it('looks less often where nobody sees the page or a battery runs down, and says why', () => {
    const pace = new Pace();
    const looks = (power: Pace['power'], isHidden: boolean) => {
      Object.assign(pace, { power, isHidden });
      return [1000 / pace.interval, pace.spares, pace.keptTo];
    };
    expect(looks('mains', false)).toEqual([8, null, null]);
    expect(looks('mains', true)).toEqual([4, 'hidden', null]);
    expect(looks('battery', false)).toEqual([5, 'battery', null]);
    expect(looks('battery', true)).toEqual([4, 'hidden', null]);
    expect(looks('low', false)).toEqual([3, 'battery', null]);
    expect(looks('low', true)).toEqual([3, 'battery', null]);
    // What the page saves by itself is said where nothing else is in the way.
    pace.pages.add({ saves: 'unchanged' });
    expect(looks('mains', false)).toEqual([8, 'unchanged', null]);
    expect(looks('battery', false)).toEqual([5, 'battery', null]);
    // Of several frames the graver, whichever spoke last.
    for (const saves of ['page', 'unchanged', null] as const) pace.pages.add({ saves });
    expect(looks('mains', false)).toEqual([8, 'page', null]);
    // Where the processor limits more, that is said.
    for (let i = 0; i < 50; i++) pace.worked(1000, 4);
    expect(looks('low', true)).toEqual([expect.closeTo(0.7), 'battery', 0.7]);
  });
});
