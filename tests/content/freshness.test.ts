import { describe, expect, it } from 'vitest';
import { Freshness } from '../../src/content/freshness';

/** Frames per second, noted every `step` milliseconds from `from` to `to`. */
function play(freshness: Freshness, from: number, to: number, rate: number, step = 200, start = 0): number {
  let count = start;
  for (let time = from; time <= to; time += step) {
    count = start + Math.floor(((time - from) * rate) / 1000);
    freshness.note(time, count);
  }
  return count;
}

describe('freshness', () => {
  it('gives a new picture time to begin', () => {
    const freshness = new Freshness();
    freshness.note(0, 0);
    expect(freshness.isLive(300)).toBe(true);
    expect(freshness.isLive(900)).toBe(false);
  });

  it('stays while frames come, be they slow', () => {
    const freshness = new Freshness();
    play(freshness, 0, 5000, 4);
    expect(freshness.isLive(5000)).toBe(true);
  });

  it('ends within 1.2 s of the last frame', () => {
    const freshness = new Freshness();
    const count = play(freshness, 0, 2000, 15);
    const frozen = [200, 400, 600, 800, 1000, 1200].map((after) => {
      freshness.note(2000 + after, count);
      return freshness.isLive(2000 + after);
    });
    expect(frozen).toEqual([true, true, true, true, false, false]);
  });

  it('does not take a straggler for a picture', () => {
    const freshness = new Freshness();
    const count = play(freshness, 0, 3000, 0);
    freshness.note(3200, count + 1);
    expect(freshness.isLive(3200)).toBe(false);
    freshness.note(3400, count + 3);
    expect(freshness.isLive(3400)).toBe(true);
  });

  it('starts anew with a new stream, whose count starts anew', () => {
    const freshness = new Freshness();
    play(freshness, 0, 2000, 15);
    freshness.note(2100, 1);
    expect(freshness.isLive(2200)).toBe(true);
  });

  it('works on looks a second apart, as a hidden tab’s timers allow', () => {
    const freshness = new Freshness();
    play(freshness, 0, 5000, 10, 1000);
    expect(freshness.isLive(5000)).toBe(true);
    freshness.note(6000, 50);
    expect(freshness.isLive(6000)).toBe(false);
  });
});
