import { describe, expect, it } from 'vitest';
import type { Box } from '../../src/box';
import { BoxMotion, foretold, GLIDE, type SeenBox, type SeenBoxes } from '../../src/content/overlay/box-motion';

/** Milliseconds: between two readings, and from a picture to its reading's being drawn. */
const STEP = 125;
const LATE = 70;
const WIDTH = 0.2;

/** A face at so many of its own widths from the left, and its readings until a moment. */
type Path = (seconds: number) => number;
const box = (place: number): Box => ({ x: place * WIDTH, y: 0.3, width: WIDTH, height: 0.25 });
const at = (path: Path, time: number): SeenBox => ({ box: box(path(time / 1000)), time });
const place = ({ x }: Box) => x / WIDTH;
const seenAt = (where: number, time: number): SeenBox => ({ box: box(where), time });
/** Three readings in a row, the oldest first. */
const seenBoxes = (...places: readonly number[]) =>
  places.map((where, i) => seenAt(where, i * STEP)).reverse() as unknown as SeenBoxes;

const steady: Path = (t) => t;
const stops: Path = (t) => Math.min(t, 2);
/** As people do: slower and slower for 0.6 s. */
const comesToRest: Path = (t) => (t < 1.7 ? t : 2 - ((2.3 - Math.min(t, 2.3)) * (2.3 - Math.min(t, 2.3))) / 1.2);
const turns: Path = (t) => (t < 2 ? t : 4 - t);
const rests: Path = () => 1;

/** Where the box stands at every 10 ms from 1 to 4 s, less where the face is; in face widths. */
function errors(path: Path, drawnAt: (motion: BoxMotion, now: number) => number): { time: number; error: number }[] {
  const motion = new BoxMotion(at(path, 0));
  let glide = { from: place(box(path(0))), to: place(box(path(0))), since: 0 };
  const standsAt = (now: number) => glide.from + (glide.to - glide.from) * Math.min(1, (now - glide.since) / GLIDE);
  const out = [];
  for (let now = LATE; now < 4000; now += 5) {
    if ((now - LATE) % STEP === 0) {
      motion.see(at(path, now - LATE));
      glide = { from: standsAt(now), to: drawnAt(motion, now), since: now };
    }
    if (now >= 1000) out.push({ time: now, error: standsAt(now) - path(now / 1000) });
  }
  return out;
}

const ahead = (path: Path) => errors(path, (motion, now) => place(motion.towards(now, GLIDE)));
const most = (found: readonly { readonly error: number }[]) => Math.max(...found.map(({ error }) => error));
const farthest = (found: readonly { readonly error: number }[]) =>
  most(found.map(({ error }) => ({ error: Math.abs(error) })));

describe('a box that moves with its face', () => {
  it('stands on a face that walks steadily, where gliding to the last reading would be a quarter behind', () => {
    const behind = errors(steady, (_, now) => steady((now - LATE) / 1000));
    expect(farthest(behind)).toBeGreaterThan(0.22);
    expect(farthest(ahead(steady))).toBeLessThan(0.07);
  });

  it('goes past a face that stops by less than it was behind before, and is back with the next reading but one', () => {
    const found = ahead(stops);
    expect(most(found)).toBeLessThan(0.2);
    const later = found.filter(({ time }) => time > 2000 + LATE + 2 * STEP + GLIDE);
    expect(farthest(later)).toBeLessThan(0.01);
  });

  it('hardly goes past a face that comes to rest', () => {
    expect(most(ahead(comesToRest))).toBeLessThan(0.06);
  });

  it('never goes ahead where a face turned round', () => {
    const seen: SeenBoxes = [at(turns, 2125), at(turns, 2000), at(turns, 1875)];
    expect(foretold(seen, 2300)).toEqual(at(turns, 2125).box);
  });

  it('stands still on a face that rests, whose box trembles or is mended once', () => {
    const shaken = [
      [0, 0.02, -0.01],
      [0, 0.01, 0.03],
      [0, 0, 0.08],
      [0, 0.08, 0.08],
    ] as const;
    for (const shake of shaken) {
      const seen = seenBoxes(...shake.map((by) => 1 + by));
      expect(place(foretold(seen, 600))).toBeCloseTo(1 + shake[2], 5);
    }
    expect(farthest(ahead(rests))).toBe(0);
  });

  it('takes each of two people who pass on along their own way', () => {
    expect(place(foretold(seenBoxes(1, 1.2, 1.4), 400))).toBeGreaterThan(1.5);
    expect(place(foretold(seenBoxes(1.6, 1.4, 1.2), 400))).toBeLessThan(1.1);
  });

  it.each([
    ['is somewhere else at once', seenBoxes(0, 1.5, 3)],
    ['was not read for long', [seenAt(1, 1400), seenAt(0.5, 700), seenAt(0, 0)] as SeenBoxes],
    ['was read twice only', [seenAt(0.4, 250), seenAt(0.2, 125)] as SeenBoxes],
  ])('stays with the last reading of a face that %s', (_, seen) => {
    expect(foretold(seen, seen[0].time + 200)).toEqual(seen[0].box);
  });

  it('takes a face’s size as it was read, and goes ahead by less than a third of a second’s way', () => {
    const seen = seenBoxes(0, 0.2, 0.4);
    const ways = Array.from({ length: 200 }, (_, i) => foretold(seen, i * 10));
    for (const way of ways) expect(way).toMatchObject({ width: WIDTH, height: 0.25, y: 0.3 });
    expect(Math.max(...ways.map(place))).toBeGreaterThan(0.4 + 1.6 * 0.25);
    expect(Math.max(...ways.map(place))).toBeLessThan(0.4 + 1.6 / 3);
    expect(foretold(seen, 0)).toEqual(seen[0].box);
  });

  it.each([700, 1000, 60_000])('stands where the face was last seen when it is drawn again after %i ms', (pause) => {
    const seen = seenBoxes(0, 0.2, 0.4);
    expect(foretold(seen, seen[0].time + pause)).toEqual(seen[0].box);
    const motion = new BoxMotion(seen[2]!);
    motion.see(seen[1]!);
    motion.see(seen[0]);
    expect(motion.towards(seen[0].time + pause, 0)).toEqual(seen[0].box);
  });

  it('comes back to where the face was last seen when its video stalls', () => {
    const motion = new BoxMotion(at(steady, 0));
    for (const time of [STEP, 2 * STEP, 3 * STEP]) motion.see(at(steady, time));
    const newest = at(steady, 3 * STEP);
    expect(place(motion.towards(newest.time + LATE, GLIDE))).toBeGreaterThan(place(newest.box) + 0.15);
    expect(motion.towards(newest.time + 600, GLIDE)).toEqual(newest.box);
    motion.see(at(steady, 4 * STEP));
    expect(place(motion.towards(4 * STEP + LATE, GLIDE))).toBeGreaterThan(place(at(steady, 4 * STEP).box));
  });

  it.each([8, 5, 4, 3])('holds its goal from each reading to the next at %i readings a second', (rate) => {
    const motion = new BoxMotion(at(steady, 0));
    const step = 1000 / rate;
    for (let i = 1; i < 12; i++) {
      motion.see(at(steady, i * step));
      const goals = [0, 0.5, 0.99].map((part) => place(motion.towards(i * step + LATE + part * step, GLIDE)));
      expect(new Set(goals).size).toBe(1);
      if (i > 1) expect(goals[0]).toBeGreaterThan(i / rate + 0.1);
    }
  });

  it('keeps its goal until there is another reading', () => {
    const motion = new BoxMotion({ box: box(0), time: 0 });
    motion.see({ box: box(0.2), time: STEP });
    motion.see({ box: box(0.4), time: 2 * STEP });
    const goal = motion.towards(300, GLIDE);
    motion.see({ box: box(0.4), time: 2 * STEP });
    expect(motion.towards(390, GLIDE)).toBe(goal);
    motion.see({ box: box(0.6), time: 3 * STEP });
    expect(place(motion.towards(420, GLIDE))).toBeGreaterThan(place(goal));
  });
});
