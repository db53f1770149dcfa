import { describe, expect, it } from 'vitest';
import { appearanceDistance, appearanceOf, blend } from '../../src/engine/appearance';

const [WIDTH, HEIGHT] = [160, 90];
const FACE = { x: 0.4, y: 0.35, width: 0.2, height: 0.3 };

/** Red above the face, green on it, blue below it. */
function person(): { data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number } {
  const data = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const y = Math.floor(i / WIDTH) / HEIGHT;
    data[4 * i + (y < FACE.y ? 0 : y < FACE.y + FACE.height ? 1 : 2)] = 255;
  }
  return { data, width: WIDTH, height: HEIGHT };
}

describe('colours about a face', () => {
  it('are the means above it, on it and below it', () => {
    expect([...appearanceOf(person(), FACE)]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  it('leave out what lies beyond the picture', () => {
    const low = appearanceOf(person(), { ...FACE, y: 0.75 });
    expect([...low.subarray(6)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect(low.subarray(0, 6).every((level) => level >= 0 && level <= 1)).toBe(true);
  });

  it('differ by the root of their mean square, over what both have', () => {
    const a = Float32Array.of(0.5, 0.5, 0.5, 1, 1, 1);
    expect(appearanceDistance(a, a)).toBe(0);
    expect(appearanceDistance(a, Float32Array.of(0.5, 0.5, 0.5, 0, 0, 0))).toBeCloseTo(Math.SQRT1_2, 6);
    const half = Float32Array.of(0.3, 0.3, 0.3, Number.NaN, Number.NaN, Number.NaN);
    expect(appearanceDistance(a, half)).toBeCloseTo(0.2, 6);
    expect(appearanceDistance(half, Float32Array.of(Number.NaN, Number.NaN, Number.NaN, 1, 1, 1))).toBe(0);
  });

  it('follow what is seen by a share, and keep what is out of the picture', () => {
    const known = Float32Array.of(0, 1, Number.NaN);
    const mixed = blend(known, Float32Array.of(1, Number.NaN, 0.5), 0.25);
    expect([...mixed]).toEqual([0.25, 1, 0.5]);
  });
});
