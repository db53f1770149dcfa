import { describe, expect, it } from 'vitest';
import { mulberry } from '../../scripts/mulberry';
import { hasChanged } from '../../src/change';

const SIDE = 48;

/** A slope with a camera's noise of that deviation, and a spot on it. */
function picture(seed: number, noise: number, { spot = 0, light = 0 } = {}): Float32Array {
  const random = mulberry(seed);
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
    const inSpot = x >= 20 && x < 28 && y >= 32 && y < 36;
    return 60 + 2 * x + y + light + (inSpot ? spot : 0) + noise * gauss();
  });
}

describe('whether a picture changed', () => {
  it.each([0, 1, 3, 6])('noise of %i levels is no change, in 200 pictures', (noise) => {
    const before = picture(1, noise);
    const changed = Array.from({ length: 200 }, (_, i) => hasChanged(before, picture(i + 2, noise), SIDE));
    expect(changed.filter(Boolean)).toEqual([]);
  });

  it.each([
    [0, 4],
    [1, 5],
    [3, 10],
    [6, 16],
  ])('under noise of %i levels a spot the size of a mouth’s corner, %i levels darker, is', (noise, spot) => {
    const before = picture(1, noise);
    const changed = Array.from({ length: 100 }, (_, i) => hasChanged(before, picture(i + 2, noise, { spot }), SIDE));
    expect(changed.filter(Boolean).length).toBeGreaterThanOrEqual(98);
  });

  it('light that changes evenly is none', () => {
    expect(hasChanged(picture(1, 2), picture(2, 2, { light: 30 }), SIDE)).toBe(false);
  });
});
