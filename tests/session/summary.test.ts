import { describe, expect, it } from 'vitest';
import { KNOWN_CLASSES } from '../../src/classes';
import { changesOf, summaryOf } from '../../src/session/summary';
import { type Lane, UNREAD } from '../../src/session/timeline';

const KINDS = KNOWN_CLASSES.length;
const [NEUTRAL, HAPPY, SAD] = [0, 1, 3];

/** A lane that shows one class in each second, all but surely; null: not read. */
function lane(...seconds: (number | null)[]): Lane {
  const shares = new Float32Array(seconds.length * KINDS).fill(Number.NaN);
  for (const [at, kind] of seconds.entries()) {
    if (kind === null) continue;
    shares.fill(0.1 / (KINDS - 1), at * KINDS, (at + 1) * KINDS);
    shares[at * KINDS + kind] = 0.9;
  }
  return {
    participant: 'a',
    name: 'Ann',
    isSelf: false,
    classes: KNOWN_CLASSES,
    shares,
    named: Int8Array.from(seconds, (kind) => kind ?? UNREAD),
    more: new Int8Array(seconds.length).fill(-1),
    unread: [],
  };
}
const of = (kind: number | null, seconds: number) => new Array<number | null>(seconds).fill(kind);

describe('moments of change', () => {
  const brief = (seconds: (number | null)[], most?: number) =>
    changesOf(lane(...seconds), most).map(({ at, from, to }) => `${at} ${from.name} ${to.name}`);

  it('are where ten seconds differ from the ten before', () => {
    expect(brief([...of(NEUTRAL, 30), ...of(HAPPY, 30), ...of(SAD, 30)])).toEqual([
      '30 neutral happiness',
      '60 happiness sadness',
    ]);
    const [change] = changesOf(lane(...of(NEUTRAL, 30), ...of(HAPPY, 30)));
    expect(change!.size).toBeCloseTo(0.9 - 0.1 / (KINDS - 1), 5);
  });

  it('are none of what passes, and none where too little was read', () => {
    expect(brief([...of(NEUTRAL, 30), ...of(HAPPY, 3), ...of(NEUTRAL, 30)])).toEqual([]);
    expect(brief([...of(NEUTRAL, 30), ...of(null, 6), ...of(HAPPY, 30)])).toHaveLength(1);
    expect(brief([...of(NEUTRAL, 30), ...of(null, 16), ...of(HAPPY, 30)])).toEqual([]);
    expect(brief(of(NEUTRAL, 4))).toEqual([]);
  });

  it('are the largest ones, in time', () => {
    const many = Array.from({ length: 9 }, (_, i) => of(i % 2 ? HAPPY : NEUTRAL, 20)).flat();
    expect(brief(many)).toHaveLength(5);
    expect(brief(many, 2)).toHaveLength(2);
    const times = changesOf(lane(...many)).map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

describe('a face over a session', () => {
  it('has the mean of what was read, and the seconds of each class', () => {
    const { named, unsure, unread, mean, seconds } = summaryOf(lane(...of(NEUTRAL, 3), ...of(null, 5), HAPPY));
    expect({ named, unsure, unread }).toEqual({ named: 4, unsure: 0, unread: 0 });
    expect(mean![NEUTRAL]).toBeCloseTo((3 * 0.9 + 0.1 / (KINDS - 1)) / 4, 5);
    expect([seconds[NEUTRAL], seconds[HAPPY]]).toEqual([3, 1]);
  });
});
