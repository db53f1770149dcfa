import { describe, expect, it } from 'vitest';
import { mulberry } from '../../scripts/mulberry';
import { ChangeDetector } from '../../src/content/change-detector';
import type { RawPicture } from '../../src/messages';

const [WIDTH, HEIGHT] = [480, 270];

/** A head before a wall, with a mouth that may open, as a camera sends it. */
function picture(seed: number, { mouth = 4, format = 'I420' as VideoPixelFormat, width = WIDTH } = {}): RawPicture {
  const height = (width * HEIGHT) / WIDTH;
  const random = mulberry(seed);
  const size = format === 'I420' ? 1 : 4;
  const offset = format === 'I420' ? 7 : 0;
  const bytes = new Uint8Array(offset + size * width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [x, y] = [(column * WIDTH) / width - 240, (row * WIDTH) / width - 135];
      const isMouth = Math.abs(x) < 20 && Math.abs(y - 40) < mouth;
      const level = (isMouth ? 60 : Math.hypot(x, y) < 80 ? 170 : 110) + 4 * (random() + random() - 1);
      bytes.fill(level, offset + size * (row * width + column), offset + size * (row * width + column + 1));
    }
  }
  const layout = [{ offset, stride: size * width }];
  return { data: bytes.buffer, init: { format, codedWidth: width, codedHeight: height, timestamp: 0, layout } };
}

describe.each(['I420', 'RGBA'] as const)('a picture of a camera (%s)', (format) => {
  it('need not be sent again while only its noise changes, but once a second', () => {
    const detector = new ChangeDetector();
    const same = Array.from({ length: 13 }, (_, i) => detector.isSame(picture(i, { format }), 125 * i));
    expect(same).toEqual([false, ...Array(7).fill(true), false, ...Array(4).fill(true)]);
  });

  it('rests after two seconds without a change, until there is one', () => {
    const detector = new ChangeDetector();
    const rests: boolean[] = [];
    // Of one that is never compared, such as a large one, nobody knows.
    expect(detector.rests(100_000)).toBe(false);
    for (let i = 0; i <= 24; i++) {
      detector.isSame(picture(i, { format, mouth: i === 22 ? 10 : 4 }), 125 * i);
      rests.push(detector.rests(125 * i));
    }
    expect(rests.indexOf(true)).toBe(17);
    expect(rests.slice(17)).toEqual([...Array(5).fill(true), false, false, false]);
  });

  it('rests no more once it became one that cannot be compared, such as a large one', () => {
    const detector = new ChangeDetector();
    for (let i = 0; i <= 20; i++) detector.isSame(picture(i, { format }), 125 * i);
    expect(detector.rests(2500)).toBe(true);
    detector.forget();
    expect(detector.rests(100_000)).toBe(false);
    // Small again, it is news, and rests after two seconds as before.
    expect(detector.isSame(picture(1, { format }), 100_000)).toBe(false);
    expect([detector.rests(101_900), detector.rests(102_100)]).toEqual([false, true]);
  });

  it('must be sent when the mouth opens, and when it closes', () => {
    const detector = new ChangeDetector();
    const mouths = [4, 4, 10, 10, 4];
    const same = mouths.map((mouth, i) => detector.isSame(picture(i, { format, mouth }), 125 * i));
    expect(same).toEqual([false, true, false, true, false]);
  });

  it('must be sent when it comes in another size', () => {
    const detector = new ChangeDetector();
    detector.isSame(picture(1, { format }), 0);
    expect(detector.isSame(picture(2, { format, width: 320 }), 125)).toBe(false);
  });
});
