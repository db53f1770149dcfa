import { describe, expect, it } from 'vitest';
import { intersection } from '../../src/box';
import { type Fitting, fitPicture, nest, parsePosition, placePart } from '../../src/content/overlay/placement';

const CENTRE = { x: { share: 0.5, pixels: 0 }, y: { share: 0.5, pixels: 0 } };
const plain: Fitting = {
  fit: 'fill',
  ...CENTRE,
  flip: { x: false, y: false },
  insets: { left: 0, top: 0, right: 0, bottom: 0 },
  layoutWidth: 100,
};

describe('object-fit', () => {
  it.each([
    ['fill', { x: 0, y: 0, width: 100, height: 100 }],
    ['contain', { x: 0, y: 25, width: 100, height: 50 }],
    ['cover', { x: -50, y: 0, width: 200, height: 100 }],
    ['none', { x: -110, y: -30, width: 320, height: 160 }],
    ['scale-down', { x: 0, y: 25, width: 100, height: 50 }],
  ] as const)('%s', (fit, expected) => {
    expect(fitPicture({ width: 100, height: 100 }, { width: 320, height: 160 }, { fit, ...CENTRE })).toEqual(expected);
  });

  it('scale-down leaves a picture that fits as it is', () => {
    const place = fitPicture({ width: 100, height: 100 }, { width: 40, height: 20 }, { fit: 'scale-down', ...CENTRE });
    expect(place).toEqual({ x: 30, y: 40, width: 40, height: 20 });
  });
});

describe('object-position', () => {
  it.each([
    ['50% 50%', 0.5, 0, 0.5, 0],
    ['0% 12px', 0, 0, 0, 12],
    ['calc(100% - 10px) calc(0% + 4.5px)', 1, -10, 0, 4.5],
    ['-8px 25%', 0, -8, 0.25, 0],
  ])('%s', (css, xShare, xPixels, yShare, yPixels) => {
    expect(parsePosition(css)).toEqual({
      x: { share: xShare, pixels: xPixels },
      y: { share: yShare, pixels: yPixels },
    });
  });
});

describe('a part of the picture on screen', () => {
  const part = { x: 0.1, y: 0.2, width: 0.2, height: 0.4 };
  const element = { x: 1000, y: 500, width: 100, height: 100 };
  const picture = { width: 200, height: 100 };

  it('is mirrored with its element', () => {
    expect(placePart(part, element, picture, plain)).toEqual({ x: 1010, y: 520, width: 20, height: 40 });
    const mirrored = { ...plain, flip: { x: true, y: false } };
    expect(placePart(part, element, picture, mirrored)).toEqual({ x: 1070, y: 520, width: 20, height: 40 });
  });

  it('follows border, padding and zoom', () => {
    const framed: Fitting = { ...plain, insets: { left: 5, top: 10, right: 5, bottom: 0 }, layoutWidth: 50 };
    // Twice as large on screen as laid out: insets are 10, 20, 10 and 0.
    expect(placePart({ x: 0, y: 0, width: 1, height: 1 }, element, picture, framed)).toEqual({
      x: 1010,
      y: 520,
      width: 80,
      height: 80,
    });
  });
});

it('nests a part of a tile in the tile’s part of a shared canvas', () => {
  expect(nest({ x: 0.5, y: 0, width: 0.5, height: 1 }, { x: 0.5, y: 0.5, width: 0.5, height: 0.5 })).toEqual({
    x: 0.75,
    y: 0.5,
    width: 0.25,
    height: 0.5,
  });
});

it('finds what rectangles have in common', () => {
  const a = { x: 0, y: 0, width: 10, height: 10 };
  expect(intersection(a, { x: 5, y: -5, width: 10, height: 10 })).toEqual({ x: 5, y: 0, width: 5, height: 5 });
  expect(intersection(a, { x: 10, y: 0, width: 10, height: 10 })).toBeNull();
});
