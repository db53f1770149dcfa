import { describe, expect, it } from 'vitest';
import type { FaceReading, TileReading } from '../../src/engine/types';
import { EXPRESSIONS } from '../../src/expressions';
import { Seconds } from '../../src/session/seconds';

const START = 1_800_000_000_000;
const HAPPY = [0.1, 0.8, 0.1, 0, 0, 0, 0, 0];
const SAD = [0.2, 0, 0, 0.8, 0, 0, 0, 0];

function face(change: Partial<FaceReading> = {}): FaceReading {
  const box = { x: 0.3, y: 0.2, width: 0.3, height: 0.5 };
  return { face: 1, box, score: 0.9, probabilities: HAPPY, expression: 'happiness', confidence: 0.8, ...change };
}

function reading(offset: number, faces: readonly FaceReading[], participantId = 'ann'): TileReading {
  return { participantId, time: START + offset, faces };
}

function gather(...readings: TileReading[]) {
  const seconds = new Seconds('s1');
  for (const one of readings) seconds.add(one);
  return seconds.takeUntil(Number.POSITIVE_INFINITY);
}

describe('readings into seconds', () => {
  it('takes the median of the probabilities and the mean of the scores of one second', () => {
    const rows = gather(reading(0, [face({ score: 0.8 })]), reading(999, [face({ probabilities: SAD, score: 0.6 })]));
    expect(rows).toHaveLength(1);
    const [row] = rows;
    expect(row).toMatchObject({ session: 's1', second: START / 1000, participant: 'ann', face: 1, samples: 2 });
    expect(row!.probabilities!.map((p) => Math.round(p * 1e6) / 1e6)).toEqual([0.15, 0.4, 0.05, 0.4, 0, 0, 0, 0]);
    expect(row!.score).toBeCloseTo(0.7);
    expect(row!.expression).toBe('happiness');
    expect(row!.confidence).toBe(0.4);
  });

  it('keeps seconds, participants and faces apart', () => {
    const sad = face({ face: 2, probabilities: SAD, expression: 'sadness' });
    const rows = gather(
      ...[100, 200].flatMap((time) => [reading(time, [face(), sad]), reading(time, [face()], 'bob')]),
      reading(1100, [face()]),
    );
    expect(rows.map((row) => [row.second - START / 1000, row.participant, row.face, row.expression])).toEqual([
      [0, 'ann', 1, 'happiness'],
      [0, 'ann', 2, 'sadness'],
      [0, 'bob', 1, 'happiness'],
      [1, 'ann', 1, 'happiness'],
    ]);
  });

  it('says why most of an unsure second could not be read, and nothing of one that was', () => {
    const of = (unsure: 'blurred' | 'too small') => face({ expression: null, unsure });
    const times = [0, 200, 400] as const;
    const unsure = [of('blurred'), of('too small'), of('too small')];
    expect(gather(...times.map((time, i) => reading(time, [unsure[i]!])))[0]).toMatchObject({ unsure: 'too small' });
    expect(gather(...times.map((time, i) => reading(time, [i ? face() : of('blurred')])))[0]).not.toHaveProperty(
      'unsure',
    );
  });

  it('writes no row for a tile without a face', () => {
    expect(gather(reading(0, []))).toEqual([]);
  });

  it('calls a second unsure from half of its readings on', () => {
    const unsure = face({ expression: null, unsure: 'turned away' });
    expect(gather(reading(0, [face()]), reading(200, [unsure]))[0]!.expression).toBeNull();
    expect(gather(reading(0, [face()]), reading(200, [face()]), reading(400, [unsure]))[0]!.expression).toBe(
      'happiness',
    );
  });

  it('has no probabilities where no reading of the second had any, and leaves such readings out of the mean', () => {
    const small = face({ probabilities: null, expression: null, confidence: null, unsure: 'too small' });
    expect(gather(reading(0, [small]))[0]).toMatchObject({
      probabilities: null,
      expression: null,
      confidence: null,
      samples: 1,
    });
    const mixed = gather(reading(0, [small]), reading(200, [face()]), reading(400, [face()]))[0]!;
    expect(mixed.probabilities![1]).toBeCloseTo(0.8);
    expect(mixed).toMatchObject({ samples: 3, expression: 'happiness' });
  });

  it('is named by most of its samples, not by one that deviates strongly', () => {
    const half = face({ probabilities: [0.45, 0.55, 0, 0, 0, 0, 0, 0] });
    const blink = face({ probabilities: [1, 0, 0, 0, 0, 0, 0, 0], expression: 'neutral' });
    for (const order of [
      [blink, half, half],
      [half, blink, half],
      [half, half, blink],
    ]) {
      const row = gather(...order.map((one, i) => reading(i * 300, [one])))[0]!;
      expect(row.expression).toBe('happiness');
      expect(row.agreement).toBeCloseTo(2 / 3);
      expect(row.confidence).toBeCloseTo(0.55);
    }
  });

  it('stays unsure where two samples differ', () => {
    const sad = face({ probabilities: SAD, expression: 'sadness' });
    expect(gather(reading(0, [face()]), reading(300, [sad]))[0]).toMatchObject({ expression: null, agreement: 0.5 });
  });

  /** A reading a second, on a busy machine: what each second is named. */
  const lone = (expressions: string, every = 1000, people = 'ann') =>
    gather(
      ...[...expressions].map((letter, i) => {
        const one = { N: 'neutral', H: 'happiness', S: 'sadness' }[letter] as 'neutral' | 'happiness' | 'sadness';
        const probabilities = EXPRESSIONS.map((name) => (name === one ? 0.9 : 0.1 / 7));
        return reading(i * every, [face({ expression: one, probabilities })], people);
      }),
    )
      .map(({ expression }) => expression?.[0]?.toUpperCase() ?? '-')
      .join('');

  it.each([
    { what: 'a blink', seen: 'HHHNHHHH', told: '-HH-HHHH' },
    { what: 'blinks close together', seen: 'HHNHHNHH', told: '-H-HH-HH' },
    { what: 'a face that changes', seen: 'HHHSSSS', told: '-HH-SSS' },
    { what: 'a face that changes each time', seen: 'HNSHNS', told: '------' },
  ])('lets no single sample name a second: $what', ({ seen, told }) => {
    expect(lone(seen)).toBe(told);
    expect(lone(seen, 4000)).toBe(told);
  });

  it('lets no reading bear out another of long after, or of somebody else', () => {
    expect(lone('HHH', 11_000)).toBe('---');
    const rows = gather(reading(0, [face()]), reading(1000, [face()], 'bob'), reading(2000, [face({ face: 2 })]));
    expect(rows.map(({ expression }) => expression)).toEqual([null, null, null]);
  });

  it('remembers what bears out a lone sample from one writing to the next', () => {
    const seconds = new Seconds('s1');
    seconds.add(reading(0, [face()]));
    seconds.takeUntil(START + 3000);
    seconds.add(reading(4000, [face()]));
    expect(seconds.takeUntil(START + 9000)[0]!.expression).toBe('happiness');
  });

  it('takes out only seconds that are over, and never changes one that was taken', () => {
    const seconds = new Seconds('s1');
    seconds.add(reading(500, [face()]));
    seconds.add(reading(1500, [face()]));
    expect(seconds.takeUntil(START + 999)).toEqual([]);
    expect(seconds.takeUntil(START + 1000).map((row) => row.second - START / 1000)).toEqual([0]);
    seconds.add(reading(700, [face({ probabilities: SAD })]));
    expect(seconds.takeUntil(START + 9000).map((row) => row.second - START / 1000)).toEqual([1]);
  });

  it('means the deviations, and shows what most readings had more of than usual', () => {
    const beside = (happiness: number, seconds: number) =>
      face({
        usual: {
          seconds,
          deviations: [0, happiness, 0, 0, 0, 0, 0, 0],
          more: happiness > 3 ? 'happiness' : null,
        },
      });
    const unknown = face({ usual: { seconds: 19, deviations: null, more: null } });
    const [row] = gather(reading(0, [unknown]), reading(200, [beside(2, 20)]), reading(400, [beside(5, 20)]));
    expect(row!.usual).toEqual({ seconds: 20, deviations: [0, 3.5, 0, 0, 0, 0, 0, 0], more: null });
    const [smiling] = gather(reading(0, [beside(2, 20)]), reading(200, [beside(5, 20)]), reading(400, [beside(6, 21)]));
    expect(smiling!.usual).toMatchObject({ seconds: 21, more: 'happiness' });
    expect(gather(reading(0, [face()]))[0]).not.toHaveProperty('usual');
  });
});
