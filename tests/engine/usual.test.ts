import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/engine/types';
import { UsualFace } from '../../src/engine/usual';
import type { Expression } from '../../src/expressions';
import { type Course, sitter } from './sitter';

const MINUTE = 60;
/** Logits that a slight smile adds: it still reads neutral. */
const SLIGHT = { happiness: 2.5 };
const LAUGH = { happiness: 9 };
/** Never read as a smile, nor as fear: 4 in 1,000. */
const EARNEST = [4, -1.5, 0, 1, 0, -2, -1.5, -1];
const SAD_FACE = [2, -1, 0, 3, 0, -2, -1, -1];

interface Moment extends Comparison {
  /** Seconds. */
  readonly time: number;
}

function follow(seconds: number, course?: Course, options?: Parameters<typeof sitter>[2]): Moment[] {
  const face = new UsualFace();
  return [...sitter(seconds, course, options)].map(({ time, probabilities }) => ({
    time: time / 1000,
    ...face.compare(probabilities, time),
  }));
}

/** Share of the moments from one second to another that showed more of an expression, or of any. */
function marked(moments: readonly Moment[], from: number, to: number, what?: Expression): number {
  const among = moments.filter(({ time }) => time >= from && time < to);
  return among.filter(({ more }) => (what ? more === what : more !== null)).length / among.length;
}

const between =
  (from: number, to: number, added: ReturnType<Course>): Course =>
  (time) =>
    time >= from && time < to ? added : {};

const SEEDS = Array.from({ length: 8 }, (_, i) => i + 1);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;

describe('a face beside its usual', () => {
  it('is got to know for 20 seconds', () => {
    const moments = follow(30);
    expect(moments.find(({ deviations }) => deviations)?.time).toBeCloseTo(19, 0);
    expect(moments.at(-1)!.seconds).toBe(30);
  });

  it('at rest shows nothing more than usual, in 99 of 100 seconds', () => {
    const shares = SEEDS.map((seed) => marked(follow(3 * MINUTE, undefined, { seed }), 20, 3 * MINUTE));
    expect(mean(shares)).toBeLessThan(0.01);
  });

  it.each([2, 3, 8])('smiles slightly, at %i readings a second', (rate) => {
    const shares = SEEDS.map((seed) => {
      const moments = follow(70, between(30, 60, SLIGHT), { seed, rate });
      expect(marked(moments, 62, 70)).toBe(0);
      return marked(moments, 31, 60, 'happiness');
    });
    expect(mean(shares)).toBeGreaterThan(0.98);
  });

  it('smiles faintly, where the same share of fear says nothing', () => {
    const add = (name: Expression) => {
      const course = between(30, 60, { [name]: 1.25 });
      return SEEDS.map((seed) => follow(60, course, { seed, rate: 4, resting: EARNEST, noise: 0.15 }));
    };
    expect(mean(add('happiness').map((call) => marked(call, 31, 60, 'happiness')))).toBeGreaterThan(0.95);
    expect(mean(add('happiness').map((call) => marked(call, 20, 30)))).toBe(0);
    expect(mean(add('fear').map((call) => marked(call, 31, 60)))).toBeLessThan(0.01);
  });
});

describe('what is usual', () => {
  it('is sad for a face that reads sad at rest', () => {
    const shares = SEEDS.map((seed) =>
      marked(follow(3 * MINUTE, undefined, { seed, resting: SAD_FACE, rate: 4 }), 0, 3 * MINUTE),
    );
    expect(mean(shares)).toBeLessThan(0.01);
    const smile = follow(150, between(120, 150, { happiness: 4 }), { resting: SAD_FACE });
    expect(marked(smile, 121, 150, 'happiness')).toBeGreaterThan(0.95);
  });

  it.each([20, 60])('is not the laugh of who joins laughing for %i seconds', (laugh) => {
    const course: Course = (time) => (time < laugh ? LAUGH : time > laugh + 40 ? SLIGHT : {});
    for (const seed of SEEDS) {
      const moments = follow(laugh + 60, course, { seed });
      expect(marked(moments, 0, laugh + 40)).toBeLessThan(0.01);
      expect(marked(moments, laugh + 41, laugh + 60, 'happiness')).toBeGreaterThan(0.95);
    }
  });

  it('outlasts a laugh of three minutes', () => {
    const course = between(3 * MINUTE, 6 * MINUTE, LAUGH);
    const calls = SEEDS.slice(0, 3).map((seed) => follow(12 * MINUTE, course, { seed, rate: 4 }));
    for (const moments of calls) {
      expect(marked(moments, 3 * MINUTE + 1, 6 * MINUTE, 'happiness')).toBeGreaterThan(0.99);
    }
    expect(mean(calls.map((moments) => marked(moments, 6 * MINUTE + 3, 12 * MINUTE)))).toBeLessThan(0.02);
  });

  it('follows light that changes over ten minutes', () => {
    const course: Course = (time) => ({ sadness: time / 200, surprise: -time / 300, happiness: time / 300 });
    const shares = SEEDS.slice(0, 5).map((seed) =>
      marked(follow(10 * MINUTE, course, { seed, rate: 4 }), 20, 10 * MINUTE),
    );
    expect(mean(shares)).toBeLessThan(0.03);
  });

  it('is rest for who smiles every other ten seconds', () => {
    const course: Course = (time) => (time % 20 < 10 ? {} : { happiness: 5 });
    const rounds = SEEDS.flatMap((seed) => {
      const moments = follow(4 * MINUTE, course, { seed, rate: 4 });
      return [4, 6, 8, 10].map((n) => ({
        smiling: marked(moments, 20 * n + 11, 20 * n + 20, 'happiness'),
        resting: marked(moments, 20 * n + 2, 20 * n + 10),
      }));
    });
    expect(mean(rounds.map(({ smiling }) => smiling))).toBeGreaterThan(0.95);
    expect(mean(rounds.map(({ resting }) => resting))).toBeLessThan(0.03);
  });

  it('survives a gap in which the face could not be read, and starts afresh after it', () => {
    const face = new UsualFace();
    for (const { time, probabilities } of sitter(30)) face.compare(probabilities, time);
    face.interrupt();
    const [later] = sitter(1, () => LAUGH);
    expect(face.compare(later!.probabilities, 90_000).more).toBe('happiness');
  });
});
