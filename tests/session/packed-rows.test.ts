import { describe, expect, it } from 'vitest';
import { EXPRESSIONS } from '../../src/expressions';
import { pack, unpack } from '../../src/session/packed-rows';
import type { SecondRow } from '../../src/session/records';

const START = 1_800_000_000;

function row(change: Partial<SecondRow> = {}): SecondRow {
  return {
    session: 's',
    second: START,
    participant: 'p1',
    face: 1,
    samples: 8,
    agreement: 0.875,
    probabilities: [0.1, 0.6, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025],
    expression: 'happiness',
    confidence: 0.6,
    score: 0.9123,
    ...change,
  };
}

describe('packed rows', () => {
  it('give back what was put in, in the order of exports', () => {
    const { agreement: _, ...unread } = row({ probabilities: null, expression: null, confidence: null });
    const deviations = EXPRESSIONS.map((_, i) => (i - 4) / 8);
    const rows = [
      row({ second: START + 70_000, face: 70_000 }),
      row({ participant: '2/p1', usual: { seconds: 300, deviations, more: 'contempt' } }),
      row({
        face: 2,
        people: 7,
        unsure: 'changing',
        expression: null,
        usual: { seconds: 3, deviations: null, more: null },
      }),
      unread,
    ];
    expect(unpack(pack(rows))).toEqual([rows[1], rows[3], rows[2], rows[0]]);
  });

  it('hold what a model of one’s own named, beside rows without a name', () => {
    const own = (name: string | null) => row({ probabilities: [0.25, 0.5, 0.25], expression: name, confidence: 0.5 });
    const rows = [own('bored'), { ...own('happiness'), second: START + 1 }, { ...own(null), second: START + 2 }];
    expect(unpack(pack(rows))).toEqual(rows);
    const [first, ...others] = rows;
    const unread = row({ probabilities: null, expression: null, confidence: null, second: START - 1 });
    expect(unpack(pack([unread, first!, ...others]))).toEqual([unread, ...rows]);
  });

  it('weigh at most 72 bytes each, whatever is in them', () => {
    const deviations = EXPRESSIONS.map(() => Math.PI);
    const rows = Array.from({ length: 100 }, (_, i) =>
      row({ second: START + i, usual: { seconds: 300, deviations, more: 'anger' } }),
    );
    expect(pack(rows).bytes.byteLength).toBeLessThanOrEqual(6900);
    expect(pack([row({ probabilities: null })]).bytes.byteLength).toBeLessThanOrEqual(18);
  });

  it('hold no value that is out of range', () => {
    const wild = row({ samples: 1e9, score: Number.NaN, probabilities: EXPRESSIONS.map(() => -5), face: 2 ** 40 });
    expect(unpack(pack([wild]))[0]).toMatchObject({ samples: 65_535, score: 0, face: 2 ** 32 - 1, confidence: 0 });
  });
});
