import { describe, expect, it } from 'vitest';
import { DetectionSchedule } from '../../src/engine/detection-schedule';
import type { Range } from '../../src/engine/detector';
import type { DetectedFace } from '../../src/engine/types';
import { faceAt } from './faces';

const TICK = 125;

/** Looks that a tile gets in so many seconds, if each range finds there what is given. */
function looks(seconds: number, finds: (range: Range, time: number) => DetectedFace[]): (Range | null)[] {
  const schedule = new DetectionSchedule();
  return Array.from({ length: (seconds * 1000) / TICK }, (_, i) => {
    const range = schedule.next(i * TICK);
    if (range) schedule.found(range, finds(range, i * TICK), i * TICK);
    return range;
  });
}

const count = (all: readonly unknown[], wanted: unknown) => all.filter((look) => look === wanted).length;

const near = [faceAt(0.5, 0.5, 0.3)];
const far = [faceAt(0.5, 0.5, 0.12)];
const room = [faceAt(0.2, 0.5, 0.08), faceAt(0.5, 0.5, 0.08), faceAt(0.8, 0.5, 0.08)];

describe('DetectionSchedule', () => {
  it('keeps to the short range for somebody near', () => {
    expect(new Set(looks(30, () => near))).toEqual(new Set(['short']));
  });

  it('looks with the full range now and then, and less and less, where nobody is', () => {
    const all = looks(60, () => []);
    expect(all.slice(0, 8)).not.toContain('full');
    expect(count(all.slice(0, 80), 'full')).toBeGreaterThanOrEqual(3);
    expect(count(all.slice(-160), 'full')).toBeLessThanOrEqual(4);
    expect(count(all, null)).toBe(0);
  });

  it('stays with the short range for one small face that it sees as well', () => {
    const all = looks(30, () => far);
    expect(count(all, null)).toBe(0);
    expect(count(all, 'full') / all.length).toBeLessThan(0.1);
  });

  it('gives a meeting room to the full range, at a lower rate', () => {
    const all = looks(10, (range) => (range === 'full' ? room : []));
    const later = all.slice(24);
    expect(count(later, 'short')).toBe(0);
    expect(count(later, 'full') / (later.length * TICK)).toBeCloseTo(4 / 1000, 4);
  });

  it('finds a room within two seconds of the tile', () => {
    const all = looks(2, (range) => (range === 'full' ? room : room.slice(0, 1)));
    expect(all.indexOf('full') * TICK).toBeLessThanOrEqual(2000);
    expect(all.indexOf('full')).toBeGreaterThan(0);
  });

  it.each([
    ['somebody sits down before the camera', near],
    ['the room is left', []],
  ])('gives it back when %s', (_, after) => {
    const all = looks(10, (range, time) => (time > 5000 ? after : range === 'full' ? room : []));
    expect(count(all.slice(24, 40), 'short')).toBe(0);
    expect(count(all.slice(-24), 'short')).toBeGreaterThan(20);
  });
});
