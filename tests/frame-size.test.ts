import { expect, it } from 'vitest';
import { askedSide, FIRST_SIDE, givenSide, goesAsBytes, thinningStep } from '../src/frame-size';

it('shrinks with the number of tiles, and does not change its mind at the edge', () => {
  let side = FIRST_SIDE;
  const sides = [4, 8, 9, 8, 7, 6, 8, 30].map((tiles) => {
    side = askedSide(tiles, side);
    return givenSide(side, tiles);
  });
  expect(sides).toEqual([480, 480, 320, 320, 320, 480, 480, 160]);
});

it('is of a crowd never more than was asked for', () => {
  expect([100, 160, 320].map((asked) => givenSide(asked, 20))).toEqual([100, 160, 160]);
  expect(givenSide(320, 19)).toBe(320);
});

it('lets frames of few pixels go as they are, whichever way up', () => {
  const sizes = [
    [640, 360],
    [360, 640],
    [480, 480],
    [641, 360],
  ] as const;
  expect(sizes.map(([width, height]) => goesAsBytes({ width, height }))).toEqual([true, true, true, false]);
});

it('thins out to no less than was asked for, and to less than twice that', () => {
  for (const side of [1, 159, 160, 319, 320, 321, 480, 640, 1279])
    for (const maxSide of [160, 320, 480]) {
      const left = side / thinningStep({ width: side, height: 1 }, maxSide);
      expect(left, `${side} to ${maxSide}`).toBeGreaterThanOrEqual(Math.min(side, maxSide));
      expect(left, `${side} to ${maxSide}`).toBeLessThan(2 * maxSide);
    }
});
