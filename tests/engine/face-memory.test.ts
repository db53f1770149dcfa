import { describe, expect, it } from 'vitest';
import { FaceMemory, HOLD } from '../../src/engine/face-memory';
import { EXPRESSIONS, type Expression } from '../../src/expressions';

const happy = EXPRESSIONS.map((name) => (name === 'happiness' ? 0.86 : 0.02));
const sad = EXPRESSIONS.map((name) => (name === 'sadness' ? 0.86 : 0.02));

describe('FaceMemory', () => {
  it('says nothing about a face that was never readable, but why', () => {
    expect(new FaceMemory().unreadable('too small', 0)).toEqual({
      probabilities: null,
      confidence: null,
      expression: null,
      unsure: 'too small',
    });
  });

  it('keeps its reading through a moment of blur', () => {
    const memory = new FaceMemory();
    const read = memory.addReading(happy, 0);
    expect(read).toEqual({
      probabilities: happy,
      confidence: 0.86,
      expression: 'happiness',
      usual: { seconds: 0, deviations: null, more: null },
    });
    expect(memory.unreadable('blurred', HOLD)).toEqual(read);
  });

  it('gives the reading up when the face stays unreadable, and starts afresh after', () => {
    const memory = new FaceMemory();
    memory.addReading(happy, 0);
    expect(memory.unreadable('turned away', HOLD + 1)).toMatchObject({ expression: null, unsure: 'turned away' });
    expect(memory.addReading(sad, HOLD + 100)).toMatchObject({ expression: 'sadness', probabilities: sad });
  });
});

/** A network that is calibrated is seldom sure; the rest goes to the others. */
function soft(expression: Expression, share = 0.6): number[] {
  return EXPRESSIONS.map((name) => (name === expression ? share : (1 - share) / (EXPRESSIONS.length - 1)));
}

describe.each([8, 3])('a face read %i times a second', (rate) => {
  const interval = 1000 / rate;

  /** The names it gets while it shows `first`, then `second` from `at` to `until`; readings begin at `phase`. */
  function names(first: number[], second: number[], { at = 3000, until = 6000, phase = 0 }) {
    const memory = new FaceMemory();
    const read: { time: number; expression: string | null }[] = [];
    for (let time = phase; time < 6000; time += interval) {
      const { expression } = memory.addReading(time >= at && time < until ? second : first, time);
      read.push({ time, expression });
    }
    return read;
  }

  it('changes its name within 0.7 s, from each expression to each', () => {
    for (const first of EXPRESSIONS) {
      for (const second of EXPRESSIONS.filter((name) => name !== first)) {
        for (let phase = 0; phase < interval; phase += interval / 5) {
          const changed = names(soft(first), soft(second), { phase }).filter(({ expression }) => expression === second);
          expect(changed[0]!.time - 3000, `${first} to ${second}`).toBeLessThanOrEqual(700);
        }
      }
    }
  });

  it('keeps its name through a blink and through one reading that is sure of something else', () => {
    for (const lasts of [300, interval]) {
      for (let phase = 0; phase < interval; phase += interval / 5) {
        const read = names(soft('neutral'), soft('surprise', 0.99), { until: 3000 + lasts - 1, phase });
        expect(new Set(read.map(({ expression }) => expression))).toEqual(new Set(['neutral']));
      }
    }
  });
});
