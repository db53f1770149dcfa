import { describe, expect, it } from 'vitest';
import { DRAWN, type Muscles } from '../../scripts/faces/expressions';
import { speech, talking, talkingHead } from '../../scripts/faces/speech';

const SEEDS = [0, 1, 2, 3, 4];
const PICTURE = { width: 320, height: 180 };

describe('speech', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(speech(3)).toEqual(speech(3));
    expect(speech(3)).not.toEqual(speech(4));
  });

  it.each(SEEDS)('has natural rates: syllables, pauses, blinks (seed %i)', (seed) => {
    const { mouth, blinks, seconds } = speech(seed);
    for (const [i, { time }] of mouth.entries()) expect(time).toBeGreaterThanOrEqual(mouth[i - 1]?.time ?? 0);
    const gaps = mouth.slice(1).map(({ time }, i) => ({ lasts: time - mouth[i]!.time, after: mouth[i]!, time }));
    const silent = gaps.filter(({ after }, i) => after.effort === 0 && mouth[i + 1]!.effort === 0);
    const pauses = silent.reduce((sum, { lasts }) => sum + lasts, 0);
    const syllables = mouth.filter(({ effort }) => effort > 0).length / 2;
    const rate = syllables / (seconds - pauses);
    expect(rate).toBeGreaterThan(4);
    expect(rate).toBeLessThan(7);
    expect(pauses / seconds).toBeGreaterThan(0.1);
    expect(pauses / seconds).toBeLessThan(0.4);
    expect(blinks.length).toBeGreaterThanOrEqual(15);
    expect(blinks.length).toBeLessThanOrEqual(20);
    for (const { lasts } of blinks) expect(lasts).toBeGreaterThanOrEqual(0.15);
    for (const { lasts } of blinks) expect(lasts).toBeLessThanOrEqual(0.3);
  });

  it('moves the mouth through shut, open, rounded and bared teeth, and leaves the rest to the expression', () => {
    const script = speech(1);
    for (const base of [DRAWN.neutral, DRAWN.happiness, DRAWN.sadness]) {
      const faces = Array.from({ length: 1500 }, (_, i) => talking(base, script, i / 25));
      const range = (name: keyof Muscles) => {
        const values = faces.map((face) => face[name]);
        return [Math.min(...values), Math.max(...values)] as const;
      };
      expect(range('openBelow')[0]).toBeLessThan(0.02);
      expect(range('openBelow')[1]).toBeGreaterThan(0.12);
      expect(range('mouthWidth')[0]).toBeLessThan(0.8 * base.mouthWidth);
      expect(range('mouthWidth')[1]).toBeGreaterThan(1.05 * base.mouthWidth);
      expect(range('teeth')[1]).toBeGreaterThan(0.8);
      for (const name of ['cheekRaise', 'upperLid', 'frownLines'] as const) {
        for (const end of range(name)) expect(end).toBeCloseTo(base[name]);
      }
    }
  });

  it.each(SEEDS)('loops without a seam, and stays before the camera (seed %i)', (seed) => {
    const script = speech(seed);
    expect(talking(DRAWN.happiness, script, script.seconds)).toEqual(talking(DRAWN.happiness, script, 0));
    const start = talkingHead(script, 0, PICTURE);
    const end = talkingHead(script, script.seconds - 1e-9, PICTURE);
    for (const part of ['x', 'y', 'yaw', 'pitch', 'roll', 'blink'] as const)
      expect(end[part]).toBeCloseTo(start[part], 5);
    const heads = Array.from({ length: 1500 }, (_, i) => talkingHead(script, i / 25, PICTURE));
    for (const { x, y, size, yaw, pitch } of heads) {
      expect(Math.abs(x - PICTURE.width / 2)).toBeLessThan(0.05 * PICTURE.width);
      expect(Math.abs(y - PICTURE.height / 2)).toBeLessThan(0.05 * PICTURE.height);
      expect(size).toBe(PICTURE.height / 2);
      expect(Math.abs(yaw)).toBeLessThan(0.2);
      expect(Math.abs(pitch)).toBeLessThan(0.3);
    }
    expect(Math.max(...heads.map(({ blink }) => blink))).toBeGreaterThan(0.95);
  });
});
