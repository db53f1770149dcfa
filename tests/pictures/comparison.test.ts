import { expect, it } from 'vitest';
import { compare, comparisonTable, type Judged, pointsApart } from '../../scripts/both-ways/comparison';
import type { Said } from '../../scripts/both-ways/page';

const said = (likeliest: string, share: number, named: string | null = likeliest): Said => ({
  likeliest,
  named,
  probabilities: [share, 1 - share],
});
const one = (fast: Said | null, slow: Said | null): Judged => ({ fast, slow, truth: 'happiness' });

it('counts who is right, who alone is, and what is named otherwise', () => {
  const happy = said('happiness', 0.75);
  const films = [
    [one(happy, happy), one(happy, said('neutral', 0.25))],
    [one(null, happy), one(happy, said('happiness', 0.5, null))],
  ];
  const result = compare('faces', films);
  expect(result).toEqual({
    of: 'faces',
    films: 2,
    readings: 4,
    fast: 3,
    slow: 3,
    onlyFast: 1,
    onlySlow: 1,
    otherwise: 3,
    off: 0.25,
  });
  expect(pointsApart(result)).toBe(0);
  expect(comparisonTable([result])).toContain(
    '| faces | 2 | 4 | 75.00 % | 75.00 % | +0.00 | 1, 1 | 75.0 % | 25.0 points |',
  );
});

it('says which way is right more often', () => {
  const apart = compare('faces', [[one(null, said('happiness', 1)), one(null, null)]]);
  expect(pointsApart(apart)).toBe(-50);
  expect(comparisonTable([apart])).toContain('−50.00');
});

it('takes two ways that both read nothing for alike, and wrong', () => {
  expect(compare('faces', [[one(null, null)]])).toMatchObject({ fast: 0, slow: 0, otherwise: 0 });
});
