import { describe, expect, it } from 'vitest';
import { chiSquared, holm } from '../../scripts/pictures/chi-squared';

describe('Pearson’s test', () => {
  it('gives the statistic and p of a case worked by hand', () => {
    // 2 × 2, n (ad − bc)² / (row and column sums): 100 · (30 · 30 − 20 · 20)² / 50⁴ = 4.
    const test = chiSquared([
      [30, 20],
      [20, 30],
    ])!;
    expect(test).toMatchObject({ degrees: 1 });
    expect(test.statistic).toBeCloseTo(4, 10);
    expect(test.p).toBeCloseTo(0.0455, 4);
  });

  it.each([
    // Upper points of the distribution, from tables.
    [1, 3.841, 0.05],
    [2, 5.991, 0.05],
    [5, 11.07, 0.05],
    [12, 21.026, 0.05],
    [6, 22.458, 0.001],
  ])('%i degrees of freedom: %f has p %f', (degrees, statistic, p) => {
    // Two groups that answer alike but for two answers: χ² is four times shift² / expected.
    const expected = 10_000;
    const shift = Math.sqrt((statistic * expected) / 4);
    const row = (sign: number) =>
      Array.from({ length: degrees + 1 }, (_, k) => expected + (k === 0 ? sign * shift : k === 1 ? -sign * shift : 0));
    const test = chiSquared([row(1), row(-1)])!;
    expect(test.degrees).toBe(degrees);
    expect(test.statistic).toBeCloseTo(statistic, 6);
    expect(test.p).toBeCloseTo(p, 3);
  });

  it('puts rare answers together, and refuses what is too small to say anything', () => {
    const pooled = chiSquared([
      [50, 50, 3, 4],
      [40, 60, 4, 3],
    ])!;
    expect(pooled.degrees).toBe(2);
    const refused = [
      [
        [5, 1],
        [4, 2],
      ],
      [
        [50, 0],
        [60, 0],
      ],
      [[50, 50]],
    ];
    for (const table of refused) expect(chiSquared(table)).toBeNull();
  });
});

describe('Holm’s correction', () => {
  it('multiplies the smallest by all, the next by one less, and never falls', () => {
    expect(holm([0.04, 0.01, 0.03, 0.02])).toEqual([0.06, 0.04, 0.06, 0.06]);
    expect(holm([0.9, 0.6])).toEqual([1, 1]);
  });
});
