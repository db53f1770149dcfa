import { describe, expect, it } from 'vitest';
import { NOTHING, Smoother, TIME_CONSTANT } from '../../src/engine/smoothing';
import { EXPRESSIONS, type Expression } from '../../src/expressions';

function sure(expression: Expression): number[] {
  return EXPRESSIONS.map((name) => (name === expression ? 1 : 0));
}

/** Probability of happiness after a face was neutral and then happy for a while, read every `interval` milliseconds. */
function afterChange(interval: number, milliseconds: number): number {
  const smoother = new Smoother();
  smoother.add(sure('neutral'), 0);
  for (let time = interval; time <= milliseconds; time += interval) smoother.add(sure('happiness'), time);
  return smoother.probabilities[EXPRESSIONS.indexOf('happiness')]!;
}

describe('Smoother', () => {
  it('knows nothing before the first reading, and takes that as it is', () => {
    const smoother = new Smoother();
    expect(smoother.probabilities).toEqual(NOTHING);
    smoother.add(sure('anger'), 5);
    expect(smoother.probabilities).toEqual(sure('anger'));
  });

  it('shows 63 % of a change after its time constant, at any rate', () => {
    for (const interval of [TIME_CONSTANT / 10, TIME_CONSTANT / 3, TIME_CONSTANT]) {
      expect(afterChange(interval, TIME_CONSTANT + 1e-6)).toBeCloseTo(1 - Math.exp(-1), 6);
    }
  });

  it('keeps probabilities probabilities, at uneven intervals', () => {
    const smoother = new Smoother();
    let time = 0;
    for (const [i, interval] of [3, 400, 90, 1, 2500, 125].entries()) {
      time += interval;
      smoother.add(sure(EXPRESSIONS[i % EXPRESSIONS.length]!), time);
      expect(smoother.probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    }
  });

  it('is not thrown by one bad frame', () => {
    const smoother = new Smoother();
    for (let i = 0; i < 10; i++) smoother.add(sure('happiness'), i * 125);
    smoother.add(sure('fear'), 1250);
    expect(smoother.probabilities[EXPRESSIONS.indexOf('happiness')]).toBeGreaterThan(0.7);
  });

  it('does not let the past weigh on a face that was away', () => {
    const smoother = new Smoother();
    smoother.add(sure('happiness'), 0);
    smoother.add(sure('sadness'), 5000);
    expect(smoother.probabilities[EXPRESSIONS.indexOf('sadness')]).toBeGreaterThan(0.999);
  });

  it('takes a second reading of the same moment without harm', () => {
    const smoother = new Smoother();
    smoother.add(sure('happiness'), 0);
    smoother.add(sure('sadness'), 0);
    expect(smoother.probabilities).toEqual(sure('happiness'));
  });
});
