import { describe, expect, it } from 'vitest';
import { Rate } from '../../src/offscreen/rate';

describe('Rate', () => {
  it('counts readings per tile and second', () => {
    const rate = new Rate();
    for (let time = 0; time < 10_000; time += 125) for (const tile of ['a', 'b', 'c']) rate.add(tile, time);
    expect(rate.at(10_000)).toBeCloseTo(8, 1);
  });

  it('is fair in the first seconds', () => {
    const rate = new Rate();
    for (let time = 0; time < 1500; time += 125) rate.add('a', time);
    expect(rate.at(1500)).toBeCloseTo(8, 1);
  });

  it('is 0 before the first reading and after the last is long ago', () => {
    const rate = new Rate();
    expect(rate.at(0)).toBe(0);
    rate.add('a', 100);
    expect(rate.at(5000)).toBe(0);
  });
});
