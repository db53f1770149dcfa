import { expect, it } from 'vitest';
import { median } from '../src/median';

it.each([
  [[3], 3],
  [[5, 1, 3], 3],
  [[10, 9, 1, 2], 5.5],
  [Float64Array.of(0.1, -4, 0.3), 0.1],
])('of %o is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});

it('leaves its values as they were', () => {
  const values = [3, 1, 2];
  median(values);
  expect(values).toEqual([3, 1, 2]);
});

it('of none is no number', () => expect(median([])).toBeNaN());
