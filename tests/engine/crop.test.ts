import { describe, expect, it } from 'vitest';
import type { Square } from '../../src/engine/align';
import { crop, cropPixels, type GreyPicture, greyPicture } from '../../src/engine/crop';
import { INPUT_AREA, INPUT_SIDE, luma } from '../../src/engine/input';

function picture(width: number, height: number, level: (x: number, y: number) => number): GreyPicture {
  const levels = Float32Array.from({ length: width * height }, (_, i) => level(i % width, Math.floor(i / width)));
  return { levels, width, height };
}

const whole = (side: number): Square => ({ corner: { x: 0, y: 0 }, step: { x: side / INPUT_SIDE, y: 0 } });

describe('greyPicture', () => {
  it('takes the luma of every pixel', () => {
    const grey = greyPicture(new Uint8ClampedArray([255, 0, 0, 255, 0, 255, 0, 255, 10, 20, 30, 0]), 3, 1);
    expect([...grey.levels].map((v) => v.toFixed(3))).toEqual(
      [luma(255, 0, 0), luma(0, 255, 0), luma(10, 20, 30)].map((v) => v.toFixed(3)),
    );
  });

  it('refuses pixels that do not fit the size', () => {
    expect(() => greyPicture(new Uint8ClampedArray(8), 3, 1)).toThrow('3 × 1 pixels has 12 bytes, not 8');
  });
});

describe('crop', () => {
  it('gives a picture of its own size back unchanged', () => {
    const noise = picture(INPUT_SIDE, INPUT_SIDE, (x, y) => (x * 37 + y * 101) % 256);
    expect(crop(noise, whole(INPUT_SIDE))).toEqual(noise.levels);
  });

  it.each([30, 48, 97, 200, 480])('keeps a ramp a ramp at %s pixels', (side) => {
    const ramp = crop(
      picture(side, side, (x) => ((x + 0.5) / side) * 200),
      whole(side),
    );
    // Away from the border, where the last pixels go on.
    for (let column = 2; column < INPUT_SIDE - 2; column++) {
      expect(ramp[10 * INPUT_SIDE + column]).toBeCloseTo(((column + 0.5) / INPUT_SIDE) * 200, 1);
    }
  });

  it('makes an even grey of a fine pattern when it shrinks, not a coarse one', () => {
    const stripes = crop(
      picture(4 * INPUT_SIDE, 4 * INPUT_SIDE, (x) => (x % 2) * 255),
      whole(4 * INPUT_SIDE),
    );
    const inner = stripes.filter((_, i) => i % INPUT_SIDE > 0 && i % INPUT_SIDE < INPUT_SIDE - 1);
    expect(Math.max(...inner) - Math.min(...inner)).toBeLessThan(1);
    expect(inner[0]).toBeCloseTo(127.5, 0);
  });

  it('lets the last pixels go on beyond the border', () => {
    const dot = picture(1, 1, () => 77);
    const cropped = crop(dot, { corner: { x: -50, y: -50 }, step: { x: 3, y: 0 } });
    expect(cropped).toHaveLength(INPUT_AREA);
    expect(new Set(cropped)).toEqual(new Set([77]));
  });

  it('turns a tilted square upright', () => {
    // Brightness rises along the diagonal; the square's right side points along it.
    const diagonal = picture(200, 200, (x, y) => (x + y) / 2);
    const step = Math.SQRT1_2;
    const cropped = crop(diagonal, { corner: { x: 100, y: 60 }, step: { x: step, y: step } });
    for (let row = 0; row < INPUT_SIDE; row++) {
      const [first, last] = [cropped[row * INPUT_SIDE]!, cropped[row * INPUT_SIDE + INPUT_SIDE - 1]!];
      expect(first).toBeCloseTo(cropped[0]!, 3);
      expect(last - first).toBeCloseTo((INPUT_SIDE - 1) * step, 3);
    }
  });
});

describe('cropPixels', () => {
  const [width, height] = [120, 90];
  const data = Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) => (i * 7919 + (i >> 5) * 31) % 256);

  it.each<[string, Square]>([
    ['in the middle', { corner: { x: 30.3, y: 20.7 }, step: { x: 0.9, y: 0 } }],
    ['turned and shrunk', { corner: { x: 70.1, y: -5.5 }, step: { x: 1.3, y: 1.4 } }],
    ['upside down', { corner: { x: 100, y: 80 }, step: { x: -1.6, y: 0.01 } }],
    ['over the border', { corner: { x: -20.25, y: 50 }, step: { x: 1.1, y: -0.8 } }],
    ['beyond the border', { corner: { x: 500, y: -400 }, step: { x: 1, y: 0.2 } }],
    ['larger than the picture', { corner: { x: -50, y: -60 }, step: { x: 4, y: 1 } }],
    ['of one point', { corner: { x: 60.5, y: 44.5 }, step: { x: 1e-6, y: 0 } }],
  ])('gives what the whole picture, made grey, gives: %s', (_, square) => {
    const expected = crop(greyPicture(data, width, height), square);
    const cropped = cropPixels({ data, width, height }, square);
    for (const [i, level] of expected.entries()) expect(cropped[i]).toBeCloseTo(level, 3);
  });
});
