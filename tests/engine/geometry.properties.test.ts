import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, fractionsOf, intersection, overSmaller, overUnion, sizeWithin } from '../../src/box';
import { pose, square, wrapped } from '../../src/engine/align';
import { crop, greyPicture } from '../../src/engine/crop';
import { BrokenModel, parseModelMetadata } from '../../src/engine/model-metadata';
import { inReadingOrder, suppressDoubles } from '../../src/engine/suppression';
import type { DetectedFace } from '../../src/engine/types';
import { windows } from '../../src/engine/windows';
import { cases } from '../cases';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const box: fc.Arbitrary<Box> = fc.record({
  x: number(-1, 1),
  y: number(-1, 1),
  width: number(0.001, 2),
  height: number(0.001, 2),
});
const point = fc.record({ x: number(-0.5, 1.5), y: number(-0.5, 1.5) });
const face: fc.Arbitrary<DetectedFace> = fc.record({
  box,
  leftEye: point,
  rightEye: point,
  nose: point,
  mouth: point,
  score: number(0, 1),
});
const side = fc.integer({ min: 1, max: 4000 });

describe('boxes', () => {
  it('have in common what lies in both, and as much one way as the other', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        const both = intersection(a, b);
        expect(intersection(b, a)).toEqual(both);
        expect(both === null).toBe(overUnion(a, b) === 0 && overSmaller(a, b) === 0);
        for (const share of [overUnion(a, b), overSmaller(a, b)]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1 + 1e-9);
        }
        expect(overUnion(a, b)).toBeLessThanOrEqual(overSmaller(a, b) + 1e-9);
        if (!both) return;
        for (const outer of [a, b]) {
          expect(both.x).toBeGreaterThanOrEqual(outer.x);
          expect(both.x + both.width).toBeLessThanOrEqual(outer.x + outer.width + 1e-9);
        }
        expect(fractionsOf(a, a)).toEqual({ x: 0, y: 0, width: 1, height: 1 });
      }),
      cases(500),
    );
  });

  it('become no larger than they were or may be, and never nothing', () => {
    fc.assert(
      fc.property(side, side, side, (width, height, longest) => {
        const size = sizeWithin({ width, height }, longest);
        expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(Math.max(1, longest));
        expect(size.width).toBeLessThanOrEqual(width);
        expect(size.height).toBeLessThanOrEqual(height);
        expect(Math.min(size.width, size.height)).toBeGreaterThanOrEqual(1);
      }),
      cases(500),
    );
  });
});

it('windows lie in the picture, and each face of a quarter of it lies uncut in one', () => {
  fc.assert(
    fc.property(side, side, number(0, 1), number(0, 1), (width, height, x, y) => {
      const all = windows(width, height);
      for (const one of all) {
        expect(Math.min(one.x, one.y)).toBeGreaterThanOrEqual(0);
        expect(one.x + one.width).toBeLessThanOrEqual(width);
        expect(one.y + one.height).toBeLessThanOrEqual(height);
      }
      const at = { x: x * (width - 1), y: y * (height - 1) };
      const sizes = new Set(all.map((one) => Math.max(one.width, one.height)));
      for (const size of sizes) {
        const some = all.filter((one) => Math.max(one.width, one.height) === size);
        const holds = some.some(
          (one) => at.x >= one.x && at.x <= one.x + one.width && at.y >= one.y && at.y <= one.y + one.height,
        );
        expect(holds, `${size} of ${width} × ${height}`).toBe(true);
      }
    }),
    cases(200),
  );
});

describe('a face', () => {
  it('has a pose and a square in numbers, wherever its points lie, and its eyes come where the network wants them', () => {
    fc.assert(
      fc.property(face, side, side, (one, width, height) => {
        const posed = pose(one, width, height);
        const { corner, step } = square(posed);
        for (const value of [...Object.values(posed.eyes), posed.size, posed.roll, posed.tilt, posed.turn, posed.drop])
          expect(Number.isFinite(value)).toBe(true);
        expect(posed.size).toBeGreaterThan(0);
        // A look through the square at the eyes' middle finds it where every crop has it, whatever the face's pose.
        const dx = posed.eyes.x - corner.x;
        const dy = posed.eyes.y - corner.y;
        const length = step.x ** 2 + step.y ** 2;
        const upright = square({ ...posed, roll: 0 });
        expect((dx * step.x + dy * step.y) / length).toBeCloseTo((posed.eyes.x - upright.corner.x) / upright.step.x, 3);
        expect((dy * step.x - dx * step.y) / length).toBeCloseTo((posed.eyes.y - upright.corner.y) / upright.step.x, 3);
      }),
      cases(500),
    );
  });

  it('has an angle between −π and π', () => {
    fc.assert(
      fc.property(number(-1e4, 1e4), (angle) => {
        const turned = wrapped(angle);
        expect(Math.abs(turned)).toBeLessThanOrEqual(Math.PI + 1e-9);
        expect(Math.cos(turned)).toBeCloseTo(Math.cos(angle), 6);
      }),
      cases(500),
    );
  });

  it('gives pixels between black and white, also where its square reaches out of the picture', () => {
    const rgba = Uint8ClampedArray.from({ length: 4 * 20 * 15 }, (_, i) => (i * 37) % 256);
    const picture = greyPicture(rgba, 20, 15);
    fc.assert(
      fc.property(face, (one) => {
        const pixels = crop(picture, square(pose(one, 20, 15)));
        for (const pixel of pixels) if (!(pixel >= 0 && pixel <= 255)) throw new Error(`A pixel is ${pixel}.`);
      }),
      cases(50),
    );
  });

  it('is there once, in the order in which one reads', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(face, { maxLength: 12 }), async (faces) => {
        expect(new Set(inReadingOrder(faces))).toEqual(new Set(faces));
        const kept = await suppressDoubles(faces, async (one) => one);
        for (const one of kept)
          for (const other of kept) if (one !== other) expect(overSmaller(one.box, other.box)).toBeLessThanOrEqual(0.4);
        // Whoever is left out lies on somebody surer.
        for (const one of faces)
          if (!kept.includes(one))
            expect(kept.some((other) => other.score >= one.score && overSmaller(one.box, other.box) > 0.4)).toBe(true);
      }),
      cases(200),
    );
  });
});

it('a model’s description is taken whole, or refused with a sentence', () => {
  const given = fc.oneof(
    fc.anything(),
    fc.record({
      format: fc.constant('facet-expression-model'),
      formatVersion: fc.constant(1),
      version: fc.oneof(fc.string(), fc.anything()),
      labels: fc.oneof(fc.array(fc.string(), { maxLength: 40 }), fc.anything()),
      input: fc.anything(),
      crop: fc.anything(),
      colors: fc.anything(),
      words: fc.anything(),
    }),
  );
  fc.assert(
    fc.property(given, (metadata) => {
      try {
        expect(parseModelMetadata(metadata).labels.length).toBeGreaterThan(1);
      } catch (error) {
        expect(error).toBeInstanceOf(BrokenModel);
      }
    }),
    cases(500),
  );
});
