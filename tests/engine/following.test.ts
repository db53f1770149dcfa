import { describe, expect, it } from 'vitest';
import { mulberry } from '../../scripts/mulberry';
import { FER2013_GEOMETRY } from '../../src/engine/align';
import { Following } from '../../src/engine/following';
import type { DetectedFace, Point } from '../../src/engine/types';

const [WIDTH, HEIGHT] = [320, 240];

/** How a face lies: its middle in pixels, its eyes' distance there, and its angle in radians. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly eyes: number;
  readonly roll: number;
}
/** Eye distances from a face's middle to where it bulges no more. */
const RIM = 0.5 / FER2013_GEOMETRY.eyeDistance;
const PLACE: Place = { x: 160, y: 120, eyes: 40, roll: 0 };

const random = mulberry(7);
/** Of a face: soft spots about its middle, in eye distances. */
const SPOTS = Array.from({ length: 40 }, () => ({
  x: 3 * random() - 1.5,
  y: 3 * random() - 1.5,
  size: 0.1 + 0.25 * random(),
  level: 120 * random() - 60,
}));

/** A picture of that face in that place, with a camera's noise. @param light added to every level. @param aside eye distances by which its middle, which is nearer, went to the right. */
function picture({ x, y, eyes, roll }: Place, { light = 0, noise = 3, spots = SPOTS, aside = 0 } = {}): ImageData {
  const data = new Uint8ClampedArray(4 * WIDTH * HEIGHT).fill(255);
  for (let row = 0, at = 0; row < HEIGHT; row++) {
    for (let column = 0; column < WIDTH; column++, at += 4) {
      const [right, down] = [(column + 0.5 - x) / eyes, (row + 0.5 - y) / eyes];
      const v = down * Math.cos(roll) - right * Math.sin(roll);
      const straight = right * Math.cos(roll) + down * Math.sin(roll);
      const u = straight - aside * Math.max(0, 1 - (straight ** 2 + v ** 2) / RIM ** 2);
      let level = 128 + light + noise * (random() + random() - 1);
      if (Math.hypot(u, v) < 2.5)
        for (const spot of spots)
          level += spot.level * Math.exp(-((u - spot.x) ** 2 + (v - spot.y) ** 2) / (2 * spot.size ** 2));
      data.fill(level, at, at + 3);
    }
  }
  return { data, width: WIDTH, height: HEIGHT, colorSpace: 'srgb' } as ImageData;
}

/** As the detector would find it. */
function face({ x, y, eyes, roll }: Place): DetectedFace {
  const place = (u: number, v: number): Point => ({
    x: (x + eyes * (u * Math.cos(roll) - v * Math.sin(roll))) / WIDTH,
    y: (y + eyes * (v * Math.cos(roll) + u * Math.sin(roll))) / HEIGHT,
  });
  const box = { width: (2.5 * eyes) / WIDTH, height: (2.5 * eyes) / HEIGHT };
  return {
    box: { x: x / WIDTH - box.width / 2, y: y / HEIGHT - box.height / 2, ...box },
    leftEye: place(-0.5, -0.3),
    rightEye: place(0.5, -0.3),
    nose: place(0, 0.2),
    mouth: place(0, 0.8),
    score: 0.9,
  };
}

/** The detector has looked as often as it does first, and finds it there. */
function begun(place: Place): Following {
  const following = new Following();
  for (let looks = 0; looks < 4; looks++) following.begin([face(place)], picture(place), 0, FER2013_GEOMETRY);
  return following;
}

describe('a face between two looks of the detector', () => {
  it.each([
    ['rests', {}, {}],
    ['is shifted', { x: 168, y: 115 }, {}],
    ['is shifted far', { x: 182, y: 128 }, {}],
    ['comes nearer', { eyes: 45 }, {}],
    ['goes back', { eyes: 35 }, {}],
    ['is turned', { roll: 0.25 }, {}],
    ['does all of it', { x: 152, y: 124, eyes: 43, roll: -0.15 }, {}],
    ['comes into another light', { x: 165 }, { light: 40 }],
    ['is seen by a noisy camera', { x: 165, roll: 0.1 }, { noise: 12 }],
  ])('that %s is found again', (_, change, how) => {
    const now = { ...PLACE, ...change };
    const [found] = begun(PLACE).follow(picture(now, how), 125) ?? [];
    expect(found).toBeDefined();
    const wanted = face(now);
    // In widths of the face.
    const width = wanted.box.width * WIDTH;
    for (const part of ['leftEye', 'rightEye', 'mouth'] as const) {
      const off = Math.hypot((found![part].x - wanted[part].x) * WIDTH, (found![part].y - wanted[part].y) * HEIGHT);
      expect(off / width, part).toBeLessThan(0.01);
    }
    expect(Math.abs(found!.box.width / wanted.box.width - 1)).toBeLessThan(0.02);
  });

  it('is followed step by step as far as it goes', () => {
    const following = begun(PLACE);
    let x = PLACE.x;
    for (let time = 100; time < 800; time += 100) {
      x += 12;
      const [found] = following.follow(picture({ ...PLACE, x }), time) ?? [];
      expect(found!.box.x * WIDTH + (found!.box.width * WIDTH) / 2).toBeCloseTo(x, 0);
    }
  });

  it.each([
    ['is gone', picture(PLACE, { spots: [] })],
    ['is another', picture(PLACE, { spots: SPOTS.map((spot) => ({ ...spot, x: -spot.y, y: spot.x })) })],
    ['is out of the picture', picture({ ...PLACE, x: -200 })],
    ['has turned on its side', picture({ ...PLACE, roll: 1.2 })],
    ['is far away', picture({ ...PLACE, x: 290 })],
  ])('that %s is in doubt, until the detector looked', (_, now) => {
    const following = begun(PLACE);
    expect(following.follow(now, 125)).toBeNull();
    expect(following.follow(picture(PLACE), 250)).toBeNull();
    following.begin([face(PLACE)], picture(PLACE), 250, FER2013_GEOMETRY);
    expect(following.follow(picture(PLACE), 375)).toHaveLength(1);
  });

  it('lies where the detector found it last, and its eyes where all looks say', () => {
    const following = begun(PLACE);
    const [at] = following.begin([face({ ...PLACE, x: 164 })], picture(PLACE), 1000, FER2013_GEOMETRY);
    expect(WIDTH * (at!.box.x + at!.box.width / 2)).toBeCloseTo(164, 1);
    expect((WIDTH * (at!.leftEye.x + at!.rightEye.x)) / 2).toBeCloseTo(161.6, 1);
  });

  it('is looked for anew once a second, and sooner where nobody was', () => {
    const following = begun(PLACE);
    expect(following.follow(picture(PLACE), 900)).toHaveLength(1);
    expect(following.follow(picture(PLACE), 1000)).toBeNull();
    following.begin([], picture(PLACE), 2000, FER2013_GEOMETRY);
    expect(following.follow(picture(PLACE), 2125)).toEqual([]);
    expect(following.follow(picture(PLACE), 2300)).toBeNull();
  });

  it('that is new is looked at four times, and lies where these say in the mean', () => {
    const following = new Following();
    const seen = [158, 162, 159, 160].map((x, i) => {
      expect(following.follow(picture(PLACE), 100 * i)).toBeNull();
      const [at] = following.begin([face({ ...PLACE, x })], picture(PLACE), 100 * i, FER2013_GEOMETRY);
      return WIDTH * (at!.leftEye.x + (at!.rightEye.x - at!.leftEye.x) / 2);
    });
    for (const [i, mean] of [158, 160, 159.67].entries()) expect(seen[i]).toBeCloseTo(mean, 0);
    expect(following.follow(picture(PLACE), 400)).toHaveLength(1);
  });

  it.each([0.06, -0.06, 0.15])(
    'that turned aside by %d of its eyes’ distance has its box go less far, as its head stays',
    (aside) => {
      const [found] = begun(PLACE).follow(picture(PLACE, { aside }), 125) ?? [];
      const middle = WIDTH * (found!.box.x + found!.box.width / 2);
      const eyes = (WIDTH * (found!.leftEye.x + found!.rightEye.x)) / 2;
      expect((middle - PLACE.x) / (eyes - PLACE.x)).toBeLessThan(0.65);
      expect((eyes - PLACE.x) / (aside * PLACE.eyes)).toBeGreaterThan(0.6);
    },
  );

  it('is not followed where it cannot be read as it lies, nor in a picture of another size', () => {
    expect(begun({ ...PLACE, eyes: 6 }).follow(picture(PLACE), 125)).toBeNull();
    const following = begun(PLACE);
    const { data } = picture(PLACE);
    const smaller = { data: data.subarray(0, 2 * WIDTH * HEIGHT), width: WIDTH, height: HEIGHT / 2 } as ImageData;
    expect(following.follow(smaller, 125)).toBeNull();
  });
});
