import '@tensorflow/tfjs-backend-cpu';
import { io } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { toBytes } from '../../training/quantization/bytes';

const entry = { name: 'kernel', shape: [5], dtype: 'float32' as const };

describe('weights of a byte each', () => {
  it('come back from tfjs within half a step', () => {
    const values = Float32Array.of(-0.3, 0.7, 0, 0.123, 0.45);
    const { bytes, scale, min } = toBytes(values);
    const spec = { ...entry, quantization: { dtype: 'uint8' as const, scale, min } };
    const read = io.decodeWeights(bytes.buffer as ArrayBuffer, [spec]).kernel!.dataSync();
    values.forEach((value, i) => {
      expect(Math.abs(read[i]! - value)).toBeLessThan(scale / 2 + 1e-6);
    });
    expect(scale).toBeCloseTo(1 / 255, 6);
  });

  it('cut one large value where that makes many small ones finer', () => {
    const values = Float32Array.from({ length: 500_000 }, (_, i) => Math.sin(i) / 10);
    values.set([-1, 1]);
    const { bytes, scale, min } = toBytes(values);
    expect(scale).toBeLessThan(1.5 / 255);
    expect(bytes[1]! * scale + min).toBeLessThan(0.75);
  });

  it('may all be the same, and must be numbers', () => {
    const { bytes, scale, min } = toBytes(Float32Array.of(2, 2));
    expect([...bytes].map((byte) => byte * scale + min)).toEqual([2, 2]);
    expect(() => toBytes(Float32Array.of(1, Number.NaN))).toThrow(/NaN does not fit/);
  });
});
