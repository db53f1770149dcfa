import { describe, expect, it } from 'vitest';
import { random } from '../../training/dataset/random';
import { fitTemperature } from '../../training/export/temperature';
import { learningRate } from '../../training/fit/sgd';
import { measure, softmax, wilson } from '../../training/metrics/classification';
import { fromHalf, toHalf } from '../../training/quantization/half';

describe('measures', () => {
  it('count, average and calibrate', () => {
    const probabilities = Float32Array.from([0.9, 0.1, 0, 0.8, 0.2, 0, 0.3, 0.6, 0.1, 0.7, 0.2, 0.1]);
    const m = measure(probabilities, [0, 0, 1, 1], 3);
    expect(m.accuracy).toBe(0.75);
    expect(m.confusion).toEqual([
      [2, 0, 0],
      [1, 1, 0],
      [0, 0, 0],
    ]);
    expect(m.perClass[0]).toEqual({ count: 2, precision: 2 / 3, recall: 1, f1: 0.8 });
    expect(m.macroF1).toBeCloseTo((0.8 + 2 / 3) / 2); // the class that never occurs does not count
    expect(m.ece).toBeCloseTo((0.1 + 0.2 + 0.4 + 0.7) / 4, 5);
  });

  it('give the Wilson interval of a textbook example', () => {
    const [low, high] = wilson(81, 263); // Newcombe 1998, table I
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
  });

  it('softmax is safe for large logits', () => {
    expect([...softmax(Float32Array.from([1000, 1000, 0]), 3)]).toEqual([0.5, 0.5, 0]);
  });
});

describe('temperature', () => {
  it('is found again when logits were made too bold by a known factor', () => {
    const next = random(4);
    const [n, k] = [4000, 3];
    const logits = Float32Array.from({ length: n * k }, () => next() * 4);
    const honest = softmax(logits, k);
    const truths = Array.from({ length: n }, (_, i) => {
      const u = next();
      return u < honest[i * k]! ? 0 : u < honest[i * k]! + honest[i * k + 1]! ? 1 : 2;
    });
    expect(
      fitTemperature(
        logits.map((z) => z * 2.5),
        truths,
        k,
      ),
    ).toBeCloseTo(2.5, 0);
  });
});

describe('half precision', () => {
  it('rounds as IEEE 754 says', () => {
    // 1, smallest normal, smallest subnormal, largest, a tie to even both ways, minus zero
    const values = [1, 2 ** -14, 2 ** -24, 65504, 1 + 2 ** -11, 1 + 3 * 2 ** -11, -0, -2.5];
    expect([...toHalf(Float32Array.from(values))]).toEqual([
      0x3c00, 0x0400, 0x0001, 0x7bff, 0x3c00, 0x3c02, 0x8000, 0xc100,
    ]);
  });

  it('is within half a step of what went in', () => {
    const next = random(9);
    const values = Float32Array.from({ length: 1000 }, () => (next() - 0.5) * 2 ** (next() * 20 - 12));
    fromHalf(toHalf(values)).forEach((back, i) => {
      expect(Math.abs(back - values[i]!)).toBeLessThanOrEqual(Math.max(Math.abs(values[i]!) * 2 ** -11, 2 ** -25));
    });
  });

  it('refuses what it cannot hold', () => {
    expect(() => toHalf(Float32Array.from([70_000]))).toThrow(RangeError);
    expect(() => toHalf(Float32Array.from([Number.NaN]))).toThrow(RangeError);
  });
});

describe('learning rate', () => {
  it('warms up, peaks, and ends at zero', () => {
    expect(learningRate(0, 1000, 100, 0.1)).toBeCloseTo(0.001);
    expect(learningRate(99, 1000, 100, 0.1)).toBeCloseTo(0.1);
    expect(learningRate(550, 1000, 100, 0.1)).toBeCloseTo(0.05);
    expect(learningRate(999, 1000, 100, 0.1)).toBeLessThan(1e-6);
  });
});
