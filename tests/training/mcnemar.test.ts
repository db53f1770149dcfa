import { describe, expect, it } from 'vitest';
import { binomialTest, mcnemar } from '../../training/metrics/mcnemar';

const answers = (pairs: readonly (readonly [boolean, boolean, number])[], at: 0 | 1) =>
  pairs.flatMap((pair) => Array<boolean>(pair[2]).fill(pair[at]));

describe('McNemar’s test', () => {
  it.each([
    // In whole numbers: twice the sum of the binomial coefficients up to `fewer`, by 2 to the power of `all`.
    [5, 20, 0.04138947],
    [0, 10, 0.001953125],
    [10, 20, 1],
    [0, 0, 1],
    [480, 1000, 0.2174483],
  ])('of %i among %i', (fewer, all, p) => expect(binomialTest(fewer, all)).toBeCloseTo(p, 6));

  it('counts what one alone is right about', () => {
    const pairs = [
      [true, true, 50],
      [true, false, 15],
      [false, true, 5],
      [false, false, 7],
    ] as const;
    const { p, ...counts } = mcnemar(answers(pairs, 0), answers(pairs, 1));
    expect(counts).toEqual({ both: 50, onlyFirst: 15, onlySecond: 5, neither: 7 });
    expect(p).toBeCloseTo(0.04138947, 6);
  });

  it('refuses answers about different pictures', () => expect(() => mcnemar([true], [])).toThrow(/cannot be paired/));
});
