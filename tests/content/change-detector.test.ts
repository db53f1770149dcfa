import { describe, expect, it } from 'vitest';
import { mulberry } from '../../scripts/mulberry';
import { ChangeDetector } from '../../src/content/change-detector';
import type { RawPicture } from '../../src/messages';

const [WIDTH, HEIGHT] = [480, 270];

/** Whether none of it is sent, to who holds none. */
function isSame(detector: ChangeDetector, of: RawPicture, now: number): boolean {
  return detector.news(of, now, undefined) === 'nothing';
}

/** A head before a wall, with a mouth that may open, as a camera sends it. */
function picture(
  seed: number,
  { mouth = 4, format = 'I420' as VideoPixelFormat, width = WIDTH, light = 0, noise = 4 } = {},
): RawPicture {
  const height = (width * HEIGHT) / WIDTH;
  const random = mulberry(seed);
  const size = format === 'I420' ? 1 : 4;
  const offset = format === 'I420' ? 7 : 0;
  const bytes = new Uint8Array(offset + size * width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [x, y] = [(column * WIDTH) / width - 240, (row * WIDTH) / width - 135];
      const isMouth = Math.abs(x) < 20 && Math.abs(y - 40) < mouth;
      const level = (isMouth ? 60 : Math.hypot(x, y) < 80 ? 170 : 110) + light + noise * (random() + random() - 1);
      bytes.fill(level, offset + size * (row * width + column), offset + size * (row * width + column + 1));
    }
  }
  const layout = [{ offset, stride: size * width }];
  return { data: bytes.buffer, init: { format, codedWidth: width, codedHeight: height, timestamp: 0, layout } };
}

describe.each(['I420', 'RGBA'] as const)('a picture of a camera (%s)', (format) => {
  it('need not be sent again while only its noise changes, but once a second', () => {
    const detector = new ChangeDetector();
    const same = Array.from({ length: 13 }, (_, i) => isSame(detector, picture(i, { format }), 125 * i));
    expect(same).toEqual([false, ...Array(7).fill(true), false, ...Array(4).fill(true)]);
  });

  it('rests after two seconds without a change, until there is one', () => {
    const detector = new ChangeDetector();
    const rests: boolean[] = [];
    // Of one that is never compared, such as a large one, nobody knows.
    expect(detector.rests(100_000)).toBe(false);
    for (let i = 0; i <= 24; i++) {
      isSame(detector, picture(i, { format, mouth: i === 22 ? 10 : 4 }), 125 * i);
      rests.push(detector.rests(125 * i));
    }
    expect(rests.indexOf(true)).toBe(17);
    expect(rests.slice(17)).toEqual([...Array(5).fill(true), false, false, false]);
  });

  it('rests no more once it became one that cannot be compared, such as a large one', () => {
    const detector = new ChangeDetector();
    for (let i = 0; i <= 20; i++) isSame(detector, picture(i, { format }), 125 * i);
    expect(detector.rests(2500)).toBe(true);
    detector.forget();
    expect(detector.rests(100_000)).toBe(false);
    // Small again, it is news, and rests after two seconds as before.
    expect(isSame(detector, picture(1, { format }), 100_000)).toBe(false);
    expect([detector.rests(101_900), detector.rests(102_100)]).toEqual([false, true]);
  });

  it('must be sent when the mouth opens, and when it closes', () => {
    const detector = new ChangeDetector();
    const mouths = [4, 4, 10, 10, 4];
    const same = mouths.map((mouth, i) => isSame(detector, picture(i, { format, mouth }), 125 * i));
    expect(same).toEqual([false, true, false, true, false]);
  });

  it('must be sent when it comes in another size', () => {
    const detector = new ChangeDetector();
    isSame(detector, picture(1, { format }), 0);
    expect(isSame(detector, picture(2, { format, width: 320 }), 125)).toBe(false);
  });
});

/** Whether a point is in the parts that are sent. */
function isSent(news: ReturnType<ChangeDetector['news']>, x: number, y: number): boolean {
  if (typeof news === 'string') return news === 'all';
  for (let i = 0; i < news.length; i += 4)
    if (x >= news[i]! && x < news[i]! + news[i + 2]! && y >= news[i + 1]! && y < news[i + 1]! + news[i + 3]!)
      return true;
  return false;
}

/** Pixels of all parts. */
function sizeOf(news: ReturnType<ChangeDetector['news']>): number {
  if (typeof news === 'string') return news === 'all' ? WIDTH * HEIGHT : 0;
  let size = 0;
  for (let i = 0; i < news.length; i += 4) size += news[i + 2]! * news[i + 3]!;
  return size;
}

describe.each(['I420', 'RGBA'] as const)('of a picture that changed (%s)', (format) => {
  it('the parts that did are sent to who holds the one before, with what is around them', () => {
    const detector = new ChangeDetector();
    expect(detector.news(picture(1, { format }), 1000, undefined)).toBe('all');
    const news = detector.news(picture(2, { format, mouth: 10 }), 1125, 1000);
    for (const x of [210, 240, 270]) for (const y of [160, 175, 190]) expect(isSent(news, x, y)).toBe(true);
    expect(sizeOf(news)).toBeLessThan(0.4 * WIDTH * HEIGHT);
  });

  it.each([
    ['none', undefined],
    ['another', 999],
  ])('all is sent to who holds %s', (_, held) => {
    const detector = new ChangeDetector();
    detector.news(picture(1, { format }), 1000, undefined);
    expect(detector.news(picture(2, { format, mouth: 10 }), 1125, held)).toBe('all');
  });

  it('all is sent where most of it changed, and after another size', () => {
    const detector = new ChangeDetector();
    detector.news(picture(1, { format }), 1000, undefined);
    expect(detector.news(picture(2, { format, light: 30, mouth: 10 }), 1125, 1000)).toBe('all');
    expect(detector.news(picture(3, { format, width: 320 }), 1250, 1125)).toBe('all');
  });

  it('every place is sent within sixteen pictures, whether it seems to change or not', () => {
    const detector = new ChangeDetector();
    detector.news(picture(1, { format }), 0, undefined);
    const sent = new Set<number>();
    for (let i = 1; i <= 16; i++) {
      const news = detector.news(picture(1, { format, mouth: i % 2 ? 10 : 4 }), 125 * i, 125 * (i - 1));
      expect(sizeOf(news)).toBeLessThan(0.4 * WIDTH * HEIGHT);
      for (let y = 0; y < HEIGHT; y++) if (isSent(news, 1, y) && isSent(news, WIDTH - 1, y)) sent.add(y);
    }
    expect(sent.size).toBe(HEIGHT);
  });

  it('what changes by little each time is sent before it adds up', () => {
    const detector = new ChangeDetector();
    detector.news(picture(1, { format, noise: 0 }), 0, undefined);
    let held = 0;
    let sentLight = 0;
    for (let i = 1; i <= 12; i++) {
      const news = detector.news(picture(1, { format, noise: 0, light: i, mouth: i % 2 ? 10 : 4 }), 125 * i, held);
      held = 125 * i;
      if (isSent(news, 60, 240)) sentLight = i;
      expect(i - sentLight).toBeLessThanOrEqual(2);
    }
  });
});
