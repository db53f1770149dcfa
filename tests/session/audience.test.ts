import { describe, expect, it } from 'vitest';
import { EXPRESSIONS, type Expression } from '../../src/expressions';
import { sums } from '../../src/session/audience';
import type { SecondRow } from '../../src/session/records';

function row(participant: string, second: number, expression: Expression | null, share = 0.8): SecondRow {
  const rest = (1 - share) / (EXPRESSIONS.length - 1);
  const likeliest = expression ?? 'neutral';
  const probabilities = EXPRESSIONS.map((name) => (name === likeliest ? share : rest));
  return {
    session: 's',
    second,
    participant,
    face: 1,
    samples: 4,
    probabilities,
    expression,
    confidence: share,
    score: 1,
  };
}

describe('the sum of an audience', () => {
  it('is one row a second, without anyone in it', () => {
    const rows = sums([row('ann', 1, 'happiness'), row('bob', 1, 'happiness'), row('eve', 1, 'surprise')]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      participant: 'audience',
      second: 1,
      people: 3,
      samples: 12,
      expression: 'happiness',
    });
    expect(rows[0]!.agreement).toBeCloseTo(2 / 3);
    expect(rows[0]!.probabilities!.reduce((sum, p) => sum + p)).toBeCloseTo(1);
    expect(rows[0]!.probabilities![EXPRESSIONS.indexOf('surprise')]).toBeCloseTo((0.8 + 2 * (0.2 / 7)) / 3);
    expect(JSON.stringify(rows)).not.toMatch(/ann|bob|eve/);
  });

  it('is named only by what more than half of the faces were named', () => {
    const faces = ['happiness', 'happiness', 'surprise', null] as const;
    expect(sums(faces.map((name, i) => row(`p${i}`, 1, name)))[0]?.expression).toBeNull();
  });

  it('is not made of fewer than three faces: it would say what one of them shows', () => {
    const unread = { ...row('eve', 1, null), probabilities: null };
    expect(sums([row('ann', 1, 'happiness'), row('bob', 1, 'happiness'), unread])).toEqual([]);
    expect(sums([row('ann', 1, 'happiness'), row('bob', 2, 'happiness'), row('eve', 3, 'happiness')])).toEqual([]);
  });
});
