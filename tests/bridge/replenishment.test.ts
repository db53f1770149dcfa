import { describe, expect, it } from 'vitest';
import { mulberry } from '../../scripts/mulberry';
import { ByteBuffers } from '../../src/bridge/raw-picture';
import { HeldPictures, partsOf } from '../../src/bridge/replenishment';
import { MOST_PICTURES, type RawPicture } from '../../src/messages';

/** Each plane's bytes of a sample, and pixels a side for each of them. */
const PLANES: Readonly<Record<string, readonly (readonly [bytes: number, step: number])[]>> = {
  I420: [[1, 1], [1, 2], [1, 2]], // biome-ignore format: one line each
  I420A: [[1, 1], [1, 2], [1, 2], [1, 1]], // biome-ignore format: one line each
  NV12: [[1, 1], [2, 2]], // biome-ignore format: one line each
  BGRX: [[4, 1]],
};
const FORMATS = Object.keys(PLANES) as VideoPixelFormat[];

/** A picture of noise, its planes one after another with some bytes between rows and planes. */
function picture(seed: number, format: VideoPixelFormat, width = 22, height = 14, gap = 1): RawPicture {
  const random = mulberry(seed);
  let end = 3 * gap;
  const layout = PLANES[format]!.map(([bytes, step]) => {
    const stride = bytes * Math.ceil(width / step) + 5 * gap;
    const offset = end;
    end += stride * Math.ceil(height / step) + 2 * gap;
    return { offset, stride };
  });
  const data = Uint8Array.from({ length: end }, () => 256 * random()).buffer;
  return { data, init: { format, codedWidth: width, codedHeight: height, timestamp: seed, layout } };
}

/** The value that a pixel has in each plane. */
function pixel({ data, init }: RawPicture, x: number, y: number): number[] {
  const bytes = new Uint8Array(data);
  return PLANES[init.format]!.flatMap(([size, step], plane) => {
    const { offset, stride } = init.layout![plane]!;
    const at = offset + Math.floor(y / step) * stride + Math.floor(x / step) * size;
    return [...bytes.subarray(at, at + size)];
  });
}

const isIn = (parts: Uint16Array, x: number, y: number) => {
  for (let i = 0; i < parts.length; i += 4)
    if (x >= parts[i]! && x < parts[i]! + parts[i + 2]! && y >= parts[i + 1]! && y < parts[i + 1]! + parts[i + 3]!)
      return true;
  return false;
};

describe.each(FORMATS)('of a picture of which only parts are sent (%s)', (format) => {
  it.each([
    [22, 14, 'with', 1],
    [21, 13, 'with', 1],
    [21, 13, 'without', 0],
  ])('those are new on the other side, and nothing else (%i × %i, %s a layout)', (width, height, _, gap) => {
    const [first, second] = [1, 2].map((seed) => picture(seed, format, width, height, gap)) as [RawPicture, RawPicture];
    const seen = (of: RawPicture, like: RawPicture) => ({ ...of, init: { ...of.init, layout: like.init.layout! } });
    const bare = ({ data, init: { layout, ...init } }: RawPicture) => ({
      data,
      init: gap ? { layout, ...init } : init,
    });
    const parts = Uint16Array.of(0, 0, 6, 4, 10, 4, width - 10, 2, 4, 12, 2, height - 12);
    const sent = partsOf(bare(second) as RawPicture, 100, parts, new ByteBuffers());
    expect(sent.data.byteLength).toBeLessThan(second.data.byteLength / 2);
    const held = new HeldPictures();
    held.complete('a', 100, structuredClone(bare(first)) as RawPicture);
    const whole = held.complete('a', 225, structuredClone(sent))!;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        expect(pixel(seen(whole, first), x, y)).toEqual(pixel(isIn(parts, x, y) ? second : first, x, y));
    expect(whole.init.timestamp).toBe(2);
    expect(held.times).toEqual({ a: 225 });
  });
});

describe('what a page sends as parts', () => {
  const parts = Uint16Array.of(2, 2, 4, 4);
  const made = () => structuredClone(partsOf(picture(2, 'I420'), 100, parts, new ByteBuffers()));
  const heldOne = () => {
    const held = new HeldPictures();
    held.complete('a', 100, picture(1, 'I420'));
    return held;
  };
  const within = (...of: number[]) => ({ ...made(), replenishes: { time: 100, parts: Uint16Array.from(of) } });

  it.each([
    ['of who has no picture', 'b', made()],
    ['on another picture than is held', 'a', { ...made(), replenishes: { time: 99, parts } }],
    ['in another size', 'a', { ...made(), init: { ...made().init, codedWidth: 20 } }],
    ['in another format', 'a', { ...made(), init: { ...made().init, format: 'NV12' as const } }],
    ['with fewer bytes than its parts have', 'a', { ...made(), data: new ArrayBuffer(5) }],
    ['beyond the right edge', 'a', within(20, 2, 4, 4)],
    ['below the lower edge', 'a', within(2, 12, 4, 4)],
    ['between two samples of colour', 'a', within(3, 2, 4, 4)],
    ['cut off', 'a', within(2, 2, 4)],
    ['in more parts than rows', 'a', within(...Array.from({ length: 15 }, () => [2, 2, 2, 2]).flat())],
    ['in no list', 'a', { ...made(), replenishes: { time: 100, parts: [2, 2, 4, 4] as unknown as Uint16Array } }],
  ])('makes no picture %s, and the next must be whole', (_, id, given) => {
    const held = heldOne();
    expect(held.complete(id, 225, given)).toBeNull();
    expect(held.times).toEqual(id === 'a' ? {} : { a: 100 });
  });

  it('is held no longer than who it shows, and never of more people than are read', () => {
    const held = heldOne();
    held.complete('b', 100, picture(1, 'I420'));
    held.keep(new Set(['b']));
    expect(held.times).toEqual({ b: 100 });
    for (let i = 0; i < MOST_PICTURES; i++) held.complete(`${i}`, i, picture(1, 'I420'));
    expect(Object.keys(held.times)).toHaveLength(MOST_PICTURES);
    expect(held.times).not.toHaveProperty('b');
  });
});
