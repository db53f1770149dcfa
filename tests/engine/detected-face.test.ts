import type { Detection } from '@mediapipe/tasks-vision';
import { describe, expect, it } from 'vitest';
import { detectedFace } from '../../src/engine/detected-face';

const [WIDTH, HEIGHT] = [640, 360];
const keypoint = (x: number, y: number) => ({ x, y, score: 0, label: '' });

/** What MediaPipe gives for a face of 100 pixels in the middle. */
function found(change: object = {}): Detection {
  return {
    categories: [{ score: 0.9, index: 0, categoryName: '', displayName: '' }],
    boundingBox: { originX: 270, originY: 130, width: 100, height: 100, angle: 0 },
    keypoints: [keypoint(0.46, 0.45), keypoint(0.54, 0.45), keypoint(0.5, 0.52), keypoint(0.5, 0.58)],
    ...change,
  };
}

const box = (change: Partial<NonNullable<Detection['boundingBox']>>) => ({
  boundingBox: { ...found().boundingBox!, ...change },
});
const keypoints = (first: { x: number; y: number }) => ({
  keypoints: found().keypoints.with(0, keypoint(first.x, first.y)),
});
const score = (value: number) => ({ categories: [{ ...found().categories[0]!, score: value }] });

describe('detectedFace', () => {
  it('tells places in fractions of the picture', () => {
    const face = detectedFace(found(), WIDTH, HEIGHT, 2)!;
    expect(face.box.x).toBeCloseTo(270 / 640);
    expect(face.box.height).toBeCloseTo(100 / 360);
    expect(face.leftEye).toEqual({ x: 0.46, y: 0.45 });
    expect(face).toMatchObject({ score: 0.9, quarters: 2 });
  });

  it('takes a face that is half outside the picture', () => {
    const half = found({
      ...box({ originX: -50 }),
      keypoints: [keypoint(-0.04, 0.45), keypoint(0.04, 0.45), keypoint(0, 0.52), keypoint(0, 0.58)],
    });
    expect(detectedFace(half, WIDTH, HEIGHT, 0)).not.toBeNull();
  });

  it.each([
    ['a place that is no number', box({ originX: Number.NaN })],
    ['a size that is no number', box({ width: Number.NaN })],
    ['an endless size', box({ width: Number.POSITIVE_INFINITY })],
    ['no size', box({ height: 0 })],
    ['a negative size', box({ width: -100 })],
    ['a box outside the picture', box({ originX: 1e6 })],
    ['no box', { boundingBox: undefined }],
    ['a keypoint that is no number', keypoints({ x: 0.46, y: Number.NaN })],
    ['an endless keypoint', keypoints({ x: Number.NEGATIVE_INFINITY, y: 0.45 })],
    ['a keypoint far from the box', keypoints({ x: 0.9, y: 0.45 })],
    ['a keypoint too few', { keypoints: found().keypoints.slice(0, 3) }],
    ['a score that is no number', score(Number.NaN)],
    ['a score beyond certainty', score(1e9)],
  ])('takes %s for no face', (_, change) => {
    expect(detectedFace(found(change), WIDTH, HEIGHT, 0)).toBeNull();
  });
});
