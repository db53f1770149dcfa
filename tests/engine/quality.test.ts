import { describe, expect, it } from 'vitest';
import type { Pose } from '../../src/engine/align';
import { crop } from '../../src/engine/crop';
import { INPUT_SIDE } from '../../src/engine/input';
import { cropProblem, MIN_SHARPNESS, MIN_SIZE, poseProblem, sharpness } from '../../src/engine/quality';

const frontal: Pose = { eyes: { x: 100, y: 100 }, size: 40, roll: 0, tilt: 0, turn: 0, drop: 1.1 };
const degrees = Math.PI / 180;

describe('poseProblem', () => {
  it('finds nothing wrong with a frontal face, a slight turn, a tilted head or an open mouth', () => {
    for (const change of [
      {},
      { turn: 0.25 },
      { turn: -0.25 },
      { roll: 30 * degrees, tilt: 30 * degrees },
      { roll: -170 * degrees, tilt: 10 * degrees },
      { drop: 1.4 },
      { size: MIN_SIZE },
    ]) {
      expect(poseProblem({ ...frontal, ...change }), JSON.stringify(change)).toBeNull();
    }
  });

  it.each([
    ['too small', { size: MIN_SIZE - 0.1 }],
    ['turned away', { turn: 0.6 }],
    ['turned away', { turn: -0.6 }],
    ['turned away', { tilt: 80 * degrees }],
    ['turned away', { tilt: -170 * degrees }],
    ['turned away', { drop: 0.3 }],
    ['turned away', { drop: -1 }],
  ] as const)('says "%s" for %o', (problem, change) => {
    expect(poseProblem({ ...frontal, ...change })).toBe(problem);
  });
});

/** Blobs with edges, of a contrast. */
function scene(side: number, contrast = 100): Float32Array {
  return Float32Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [(i % side) / side, Math.floor(i / side) / side];
    return 128 + (contrast / 2) * Math.sign(Math.sin(x * 19) * Math.sin(y * 23));
  });
}

/** The same scene as far fewer pixels show it. */
function coarse(pixels: number): Float32Array {
  const levels = scene(pixels);
  return crop(
    { levels, width: pixels, height: pixels },
    { corner: { x: 0, y: 0 }, step: { x: pixels / INPUT_SIDE, y: 0 } },
  );
}

describe('sharpness', () => {
  it('falls as detail goes', () => {
    const values = [scene(INPUT_SIDE), coarse(24), coarse(12), coarse(6)].map(sharpness);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(new Set(values).size).toBe(4);
  });

  it('does not change with light or contrast', () => {
    expect(sharpness(scene(INPUT_SIDE, 10))).toBeCloseTo(sharpness(scene(INPUT_SIDE, 200)), 5);
  });

  it('is 0 for one single grey, which counts as blurred', () => {
    const grey = new Float32Array(INPUT_SIDE * INPUT_SIDE).fill(90);
    expect(sharpness(grey)).toBe(0);
    expect(cropProblem(grey)).toBe('blurred');
  });
});

describe('cropProblem', () => {
  it('tells a scene from a slope without any detail', () => {
    const slope = Float32Array.from(
      { length: INPUT_SIDE * INPUT_SIDE },
      (_, i) => 60 + 2 * (i % INPUT_SIDE) + Math.floor(i / INPUT_SIDE),
    );
    expect(sharpness(slope)).toBeLessThan(MIN_SHARPNESS);
    expect(cropProblem(slope)).toBe('blurred');
    expect(cropProblem(scene(INPUT_SIDE))).toBeNull();
  });
});
