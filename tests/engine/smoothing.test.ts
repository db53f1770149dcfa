import { describe, expect, it } from 'vitest';
import { Smoother, WINDOW } from '../../src/engine/smoothing';
import { EXPRESSIONS, type Expression } from '../../src/expressions';
import { SMOOTHING } from '../../src/tuning';

function sure(expression: Expression): number[] {
  return EXPRESSIONS.map((name) => (name === expression ? 1 : 0));
}

/** What is known of a face that was neutral, was something else for so long, and neutral again; milliseconds. */
function interrupted(interval: number, phase: number, lasts: number): number[] {
  const smoother = new Smoother();
  const least: number[] = [];
  for (let time = phase; time < 6000; time += interval) {
    smoother.add(sure(time >= 3000 && time < 3000 + lasts ? 'surprise' : 'neutral'), time);
    least.push(smoother.probabilities![EXPRESSIONS.indexOf('neutral')]!);
  }
  return least;
}

describe('Smoother', () => {
  it('knows nothing before the first reading, and takes that as it is', () => {
    const smoother = new Smoother();
    expect(smoother.probabilities).toBeNull();
    smoother.add(sure('anger'), 5);
    expect(smoother.probabilities).toEqual(sure('anger'));
  });

  it('shows a change in full within its window, at 3 to 10 readings a second', () => {
    for (const interval of [100, 125, 200, 333]) {
      const smoother = new Smoother();
      let time = 0;
      for (; time < 3000; time += interval) smoother.add(sure('neutral'), time);
      const changed = time;
      for (; time <= changed + WINDOW - interval; time += interval) smoother.add(sure('happiness'), time);
      expect(smoother.probabilities, `every ${interval} ms`).toEqual(sure('happiness'));
    }
  });

  it('keeps no trace of a blink (300 ms), whenever the readings fall', () => {
    for (const interval of [125, 333]) {
      for (let phase = 0; phase < interval; phase += 25) {
        expect(Math.min(...interrupted(interval, phase, 300)), `every ${interval} ms from ${phase}`).toBe(1);
      }
    }
  });

  it('keeps probabilities probabilities, at uneven intervals', () => {
    const smoother = new Smoother();
    let time = 0;
    for (const [i, interval] of [3, 400, 90, 1, 2500, 125].entries()) {
      time += interval;
      smoother.add(sure(EXPRESSIONS[i % EXPRESSIONS.length]!), time);
      expect(smoother.probabilities!.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    }
  });

  it('waits as long as its window: longer where it is to be calm, less where it is to be quick', () => {
    const delays = Object.values(SMOOTHING).map((window) => {
      const smoother = new Smoother();
      let time = 0;
      for (; time < 3000; time += 125) smoother.add(sure('neutral'), time, window);
      const changed = time;
      while (smoother.probabilities![EXPRESSIONS.indexOf('happiness')]! < 0.5) {
        smoother.add(sure('happiness'), time, window);
        time += 125;
      }
      return time - changed;
    });
    expect(delays).toEqual([250, 500, 875]);
  });

  it('keeps no trace of one bad frame, at any rate from 2 a second', () => {
    for (const interval of [100, 125, 200, 250, 333, 500]) {
      expect(Math.min(...interrupted(interval, 0, interval)), `every ${interval} ms`).toBe(1);
    }
  });

  it('does not let the past weigh on a face that was away', () => {
    const smoother = new Smoother();
    smoother.add(sure('happiness'), 0);
    smoother.add(sure('sadness'), 5000);
    expect(smoother.probabilities![EXPRESSIONS.indexOf('sadness')]).toBeGreaterThan(0.999);
  });

  it('takes a second reading of the same moment for the first', () => {
    const smoother = new Smoother();
    smoother.add(sure('happiness'), 0);
    smoother.add(sure('sadness'), 0);
    expect(smoother.probabilities).toEqual(sure('sadness'));
  });
});
