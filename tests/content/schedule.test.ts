import { expect, it } from 'vitest';
import { restAfter } from '../../src/content/schedule';

it('looks four times a second at a page that changes, once a second at one that does not', () => {
  expect(restAfter(0.5, true)).toBe(250);
  expect(restAfter(0.5, false)).toBe(1000);
});

it('never takes more than a few hundredths of the main thread', () => {
  for (const cost of [1, 5, 10, 30, 100, 400])
    expect(cost / (cost + restAfter(cost, true))).toBeLessThanOrEqual(0.0101);
});
