import { describe, expect, it } from 'vitest';
import { DetectionSchedule } from '../../src/engine/detection-schedule';
import type { Range } from '../../src/engine/detector';
import type { DetectedFace, Quarters } from '../../src/engine/types';
import { faceAt } from './faces';

const TICK = 125;

interface Look {
  readonly ranges: Range[];
  /** Further turns that were tried. */
  readonly turns: Quarters[];
  readonly faces: readonly DetectedFace[] | null;
}

/** Looks that a tile gets in so many seconds, if each range finds there what is given. */
async function looks(
  seconds: number,
  finds: (range: Range, time: number, further: Quarters) => DetectedFace[],
): Promise<Look[]> {
  const schedule = new DetectionSchedule();
  const all: Look[] = [];
  for (let time = 0; time < seconds * 1000; time += TICK) {
    const ranges: Range[] = [];
    const turns: Quarters[] = [];
    const faces = await schedule.detect(time, async (range, further = 0) => {
      ranges.push(range);
      if (further > 0) turns.push(further);
      return finds(range, time, further);
    });
    all.push({ ranges, turns, faces });
  }
  return all;
}

const count = (all: readonly Look[], range: Range) => all.filter(({ ranges }) => ranges.includes(range)).length;
const leftOut = (all: readonly Look[]) => all.filter(({ faces }) => faces === null).length;

const near = [faceAt(0.5, 0.5, 0.3)];
const couple = [faceAt(0.3, 0.5, 0.3), faceAt(0.7, 0.5, 0.3)];
const far = [faceAt(0.5, 0.5, 0.12)];
const room = [faceAt(0.2, 0.5, 0.08), faceAt(0.5, 0.5, 0.08), faceAt(0.8, 0.5, 0.08)];

describe('DetectionSchedule', () => {
  it('keeps to the short range for somebody near', async () => {
    expect(count(await looks(30, () => near), 'full')).toBe(0);
  });

  it('looks with the full range now and then, and less and less, where nobody is', async () => {
    const all = await looks(60, () => []);
    expect(count(all.slice(0, 8), 'full')).toBe(0);
    expect(count(all.slice(0, 80), 'full')).toBeGreaterThanOrEqual(3);
    expect(count(all.slice(-160), 'full')).toBeLessThanOrEqual(4);
    expect(leftOut(all)).toBe(0);
  });

  it.each([
    ['one small face', far],
    ['two near faces', couple],
  ])('stays with the short range for %s that it sees as well', async (_, faces) => {
    const all = await looks(30, () => faces);
    expect(leftOut(all)).toBe(0);
    expect(count(all, 'full') / all.length).toBeLessThan(0.1);
  });

  it('gives a meeting room to the full range, at a lower rate', async () => {
    const all = await looks(10, (range) => (range === 'full' ? room : []));
    const later = all.slice(24);
    expect(count(later, 'short')).toBe(0);
    expect(count(later, 'full') / (later.length * TICK)).toBeCloseTo(4 / 1000, 4);
  });

  it.each([
    ['some of its people', room.slice(0, 1)],
    ['several people near', couple],
  ])('sees a whole room at the first look where the short range sees %s', async (_, seen) => {
    const [first] = await looks(1, (range) => (range === 'full' ? room : seen));
    expect(first).toEqual({ ranges: ['short', 'full'], turns: [], faces: room });
  });

  it('goes by the short range where the full range finds fewer', async () => {
    const all = await looks(10, (range) => (range === 'full' ? far : couple));
    for (const { faces } of all) expect(faces).toBe(couple);
  });

  it.each([1, 2, 3] as const)(
    'finds somebody in a picture turned by %i quarters, seen no other way',
    async (quarters) => {
      const all = await looks(12, (_, __, further) => (further === quarters ? near : []));
      expect(all.some(({ faces }) => faces === near)).toBe(true);
    },
  );

  it('turns the picture only where nobody is seen, and seldom', async () => {
    const turns = (all: readonly Look[]) => all.flatMap(({ turns }) => turns).length;
    expect(turns(await looks(30, () => near))).toBe(0);
    expect(turns(await looks(30, () => couple))).toBe(0);
    expect(turns(await looks(60, () => []))).toBeLessThanOrEqual(14);
  });

  it('finds a room within two seconds where the short range sees nobody', async () => {
    const all = await looks(2, (range) => (range === 'full' ? room : []));
    expect(all.some(({ faces }) => faces === room)).toBe(true);
  });

  it.each([
    ['somebody sits down before the camera', near],
    ['the room is left', []],
  ])('gives it back when %s', async (_, after) => {
    const all = await looks(10, (range, time) => (time > 5000 ? after : range === 'full' ? room : []));
    expect(count(all.slice(24, 40), 'short')).toBe(0);
    expect(count(all.slice(-24), 'short')).toBeGreaterThan(20);
  });
});
