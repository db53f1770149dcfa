import { describe, expect, it } from 'vitest';
import { type Box, fractionsOf, overSmaller, overUnion, sizeWithin } from '../src/box';

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height });

describe('boxes', () => {
  it('overlap by what they share of both, or of the smaller', () => {
    expect(overUnion(box(0, 0, 2, 2), box(1, 0, 2, 2))).toBeCloseTo(2 / 6);
    expect(overSmaller(box(0, 0, 2, 2), box(1, 1, 1, 1))).toBe(1);
    expect(overSmaller(box(0, 0, 4, 4), box(2, 0, 2, 8))).toBe(0.5);
  });

  it.each([
    ['beside each other', box(2, 0, 1, 1)],
    ['that touch', box(1, 0, 1, 1)],
    ['of no width', box(0, 0, 0, 1)],
  ])('do not overlap %s', (_, other) => {
    expect(overUnion(box(0, 0, 1, 1), other)).toBe(0);
    expect(overSmaller(box(0, 0, 1, 1), other)).toBe(0);
  });

  it('are parts of others in fractions', () => {
    expect(fractionsOf(box(30, 20, 20, 5), box(10, 10, 40, 20))).toEqual(box(0.5, 0.5, 0.5, 0.25));
  });
});

describe('a size within a length', () => {
  it.each([
    [1920, 1080, 640, { width: 640, height: 360 }],
    [1080, 1920, 640, { width: 360, height: 640 }],
    [320, 180, 640, { width: 320, height: 180 }],
    [4000, 1, 100, { width: 100, height: 1 }],
  ])('%s × %s within %s', (width, height, longest, size) => {
    expect(sizeWithin({ width, height }, longest)).toEqual(size);
  });
});
