import { describe, expect, it } from 'vitest';
import { type Clip, musclesAt, swayAt } from '../../scripts/faces/clip';
import { blend, DRAWN } from '../../scripts/faces/expressions';
import { PEOPLE, personNamed } from '../../scripts/faces/people';

const person = personNamed('Ravi Menon');
const clip: Clip = { person, expressions: ['neutral', 'happiness'], seconds: 4 };

describe('blend', () => {
  it('goes in a straight line from one face to the other', () => {
    expect(blend(DRAWN.neutral, DRAWN.anger, 0)).toEqual(DRAWN.neutral);
    expect(blend(DRAWN.neutral, DRAWN.anger, 1).frownLines).toBeCloseTo(DRAWN.anger.frownLines);
    const half = blend(DRAWN.neutral, DRAWN.anger, 0.5);
    expect(half.frownLines).toBeCloseTo((DRAWN.neutral.frownLines + DRAWN.anger.frownLines) / 2);
  });
});

describe('a clip', () => {
  it('shows each expression for its share of the time, after a fade', () => {
    expect(musclesAt(clip, 1)).toEqual(DRAWN.neutral);
    expect(musclesAt(clip, 3).mouthCorner).toBeCloseTo(DRAWN.happiness.mouthCorner);
    const fading = musclesAt(clip, 2.2).mouthCorner;
    expect(fading).toBeGreaterThan(DRAWN.neutral.mouthCorner);
    expect(fading).toBeLessThan(DRAWN.happiness.mouthCorner);
  });

  it('loops: its end is its beginning', () => {
    const picture = { width: 640, height: 360 };
    const [start, end] = [swayAt(person, 0, 4, picture), swayAt(person, 4, 4, picture)];
    for (const part of ['x', 'y', 'yaw', 'pitch', 'roll', 'blink'] as const) expect(end[part]).toBeCloseTo(start[part]);
    expect(musclesAt(clip, 4)).toEqual(musclesAt(clip, 0));
  });

  it('keeps the head inside the picture and shuts the eyes now and then', () => {
    const picture = { width: 320, height: 180 };
    for (const someone of PEOPLE) {
      const poses = Array.from({ length: 400 }, (_, i) => swayAt(someone, i / 100, 4, picture));
      for (const { x, y, size } of poses) {
        expect(x - size / 2).toBeGreaterThan(0);
        expect(x + size / 2).toBeLessThan(picture.width);
        expect(y - size / 2).toBeGreaterThan(0);
        expect(y + size).toBeLessThan(picture.height + size / 2);
      }
      expect(Math.max(...poses.map((pose) => pose.blink))).toBeGreaterThan(0.9);
      expect(Math.min(...poses.map((pose) => pose.blink))).toBe(0);
    }
  });
});

it('says who can be drawn when asked for a stranger', () => {
  expect(() => personNamed('Nobody')).toThrow(/Known: Noah Keller/);
});
