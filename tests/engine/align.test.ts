import { describe, expect, it } from 'vitest';
import { FER2013_GEOMETRY, pose, square } from '../../src/engine/align';
import { INPUT_SIDE } from '../../src/engine/input';
import type { DetectedFace, Point } from '../../src/engine/types';
import { faceAt } from './faces';

const [WIDTH, HEIGHT] = [640, 360];

/** A frontal face in a picture that is not square: eyes 40 px apart, middle at (300, 150), turned by an angle. */
function upright(roll = 0, at: Point = { x: 300, y: 150 }): DetectedFace {
  const place = (right: number, down: number): Point => ({
    x: (at.x + right * Math.cos(roll) - down * Math.sin(roll)) / WIDTH,
    y: (at.y + right * Math.sin(roll) + down * Math.cos(roll)) / HEIGHT,
  });
  return {
    ...faceAt(0.5, 0.5),
    leftEye: place(-20, 0),
    rightEye: place(20, 0),
    nose: place(0, 22),
    mouth: place(0, 42),
  };
}

/** Where a place of the picture comes to lie in the crop, in fractions of it. */
function inCrop(place: Point, face: DetectedFace): Point {
  const { corner, step } = square(pose(face, WIDTH, HEIGHT));
  const [x, y] = [place.x * WIDTH - corner.x, place.y * HEIGHT - corner.y];
  const length = step.x ** 2 + step.y ** 2;
  return { x: (x * step.x + y * step.y) / length / INPUT_SIDE, y: (y * step.x - x * step.y) / length / INPUT_SIDE };
}

describe('pose', () => {
  it('measures a frontal face in pixels', () => {
    const { eyes, size, roll, turn, drop } = pose(upright(), WIDTH, HEIGHT);
    expect(eyes.x).toBeCloseTo(300);
    expect(eyes.y).toBeCloseTo(150);
    expect(size).toBeCloseTo(40);
    expect(roll).toBeCloseTo(0);
    expect(turn).toBeCloseTo(0);
    expect(drop).toBeCloseTo(42 / 40);
  });

  it.each([-0.6, 0.3, 1.2])('tells only the roll when a head tilts by %s', (angle) => {
    const { size, roll, turn, drop } = pose(upright(angle), WIDTH, HEIGHT);
    expect(roll).toBeCloseTo(angle);
    expect(size).toBeCloseTo(40);
    expect(turn).toBeCloseTo(0);
    expect(drop).toBeCloseTo(42 / 40);
  });

  it('keeps the size of a head that turns, though its eyes come closer together', () => {
    const turned = {
      ...upright(),
      leftEye: { x: 290 / WIDTH, y: 150 / HEIGHT },
      rightEye: { x: 312 / WIDTH, y: 150 / HEIGHT },
    };
    expect(pose(turned, WIDTH, HEIGHT).size).toBeGreaterThan(37);
  });

  it('survives keypoints that fell together', () => {
    const point = { x: 0.5, y: 0.5 };
    const { corner, step } = square(
      pose({ ...upright(), leftEye: point, rightEye: point, nose: point, mouth: point }, 100, 100),
    );
    for (const value of [corner.x, corner.y, step.x, step.y]) expect(value).toSatisfy(Number.isFinite);
  });
});

describe('square', () => {
  it.each([0, 0.4, -1])('puts the eyes where the geometry wants them, for a roll of %s', (roll) => {
    const face = upright(roll);
    const { eyeCentre, eyeDistance } = FER2013_GEOMETRY;
    const [left, right] = [inCrop(face.leftEye, face), inCrop(face.rightEye, face)];
    expect(left.x).toBeCloseTo(eyeCentre[0] - eyeDistance / 2);
    expect(right.x).toBeCloseTo(eyeCentre[0] + eyeDistance / 2);
    expect(left.y).toBeCloseTo(eyeCentre[1]);
    expect(right.y).toBeCloseTo(eyeCentre[1]);
    expect(inCrop(face.mouth, face).y).toBeGreaterThan(eyeCentre[1]);
  });

  it('follows another geometry', () => {
    const placed = square(pose(upright(), WIDTH, HEIGHT), { eyeCentre: [0.25, 0.5], eyeDistance: 0.5 });
    expect(placed.step.x).toBeCloseTo(40 / (0.5 * INPUT_SIDE));
    expect(placed.corner.x).toBeCloseTo(300 - 20);
    expect(placed.corner.y).toBeCloseTo(150 - 40);
  });
});
