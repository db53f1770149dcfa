import { describe, expect, it } from 'vitest';
import { mulberry } from '../../scripts/mulberry';
import { StallDetector } from '../../src/content/stall-detector';

/** Looks at a source whose frames come at these times, all in milliseconds; the states that they give, one a look. */
function watch(stalls: StallDetector, frames: readonly number[], looks: readonly number[]): string[] {
  return looks.map((time) => {
    stalls.note(time, frames.filter((frame) => frame <= time).length);
    return stalls.state;
  });
}

/** From, to (included), step. */
const every = (step: number, to: number, from = 0) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
const kinds = (states: readonly string[]) => [...new Set(states)];

describe('stalls', () => {
  it.each([
    ['at thirty frames a second', 33, 200],
    ['at one a second', 1000, 125],
    ['at one a second, with looks as rare', 1000, 1000],
    ['at one every two seconds', 2000, 125],
    ['at one every two seconds, with looks of a hidden tab', 2000, 1100],
    ['of looks that come late', 500, 4000],
  ])('moves %s', (_, frame, look) => {
    expect(kinds(watch(new StallDetector(), every(frame, 60_000, 300), every(look, 60_000)))).toEqual(['moves']);
  });

  it('moves with frames of one a second that come as they like', () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const random = mulberry(seed);
      const frames = every(1000, 60_000, 500).map((time) => time + (random() - 0.5) * 1400);
      const looks = every(300, 60_000).map((time) => time + random() * 250);
      expect(kinds(watch(new StallDetector(), frames, looks)), `seed ${seed}`).toEqual(['moves']);
    }
  });

  it('gives a new picture time to begin', () => {
    const states = watch(new StallDetector(), [], every(200, 3000));
    expect(states.indexOf('still') * 200).toBe(2600);
  });

  it.each([
    ['fast', 66, 2800],
    ['of one a second', 1000, 3200],
    ['of one every two seconds', 2000, 6200],
  ])('stands still, once frames that were %s do not come any more', (_, frame, within) => {
    const looks = every(200, 30_000);
    const states = watch(new StallDetector(), every(frame, 10_000), looks);
    const since = looks[states.indexOf('still')]! - 10_000;
    expect(since).toBeGreaterThan(2000);
    expect(since).toBeLessThanOrEqual(within);
    expect(kinds(states.slice(states.indexOf('still')))).toEqual(['still']);
  });

  it('does not take a straggler for a picture, nor one more a minute later', () => {
    const looks = every(200, 90_000);
    const states = watch(new StallDetector(), [...every(66, 3000), 20_000, 80_000], looks);
    expect(kinds(states.slice(looks.indexOf(6000)))).toEqual(['still']);
  });

  it('moves again with the second new frame', () => {
    const states = watch(new StallDetector(), [...every(66, 3000), 20_000, 20_100], every(200, 20_200));
    expect(states.slice(-3)).toEqual(['still', 'still', 'moves']);
  });

  it('says of a page that hardly gets to look that the machine is busy, and not after the first late look', () => {
    expect(watch(new StallDetector(), every(66, 2000), [...every(200, 2000), 9000, 16_000, 23_000])).toEqual([
      ...every(200, 2000).map(() => 'moves'),
      'moves',
      'busy',
      'busy',
    ]);
  });

  it('tells a picture that stands still from a busy machine once looks come in time again', () => {
    const looks = [...every(200, 2000), 9000, 16_000, ...every(200, 24_000, 16_200)];
    expect(watch(new StallDetector(), every(66, 2000), looks).at(-1)).toBe('still');
  });

  it('starts anew with a new stream, whose count starts anew', () => {
    const stalls = new StallDetector();
    watch(stalls, every(66, 2000), every(200, 8000));
    expect(stalls.state).toBe('still');
    stalls.note(8100, 1);
    expect(stalls.state).toBe('moves');
  });

  it('is sure while frames come and for a second after', () => {
    const stalls = new StallDetector();
    expect(stalls.isSure).toBe(false);
    watch(stalls, every(66, 2000), every(200, 2000));
    expect(stalls.isSure).toBe(true);
    watch(stalls, every(66, 2000), every(200, 3400, 2200));
    expect([stalls.isSure, stalls.state]).toEqual([false, 'moves']);
  });
});
