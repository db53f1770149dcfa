import { MOST_PIXELS } from '../frame-size';
import { MOST_PICTURES, type RawPicture } from '../messages';
import { type ByteBuffers, FOUR_BYTES } from './raw-picture';

/**
 * Conditional replenishment (F. W. Mounts, "A video encoding system using conditional picture-element replenishment", 1969):
 * of a picture only the parts that changed are sent, and the other side lays them over the picture before. What a page pays
 * for sending grows with the bytes, ten times as fast as what it pays for copying them.
 */

/** Bytes of a plane's samples, and how many pixels a side each stands for. */
interface Plane {
  readonly bytes: number;
  readonly step: number;
}

const LUMA: Plane = { bytes: 1, step: 1 };
const CHROMA: Plane = { bytes: 1, step: 2 };
const PLANES: Readonly<Record<string, readonly Plane[]>> = {
  I420: [LUMA, CHROMA, CHROMA],
  I420A: [LUMA, CHROMA, CHROMA, LUMA],
  NV12: [LUMA, { bytes: 2, step: 2 }],
};

function planesOf({ format }: VideoFrameBufferInit): readonly Plane[] | null {
  return FOUR_BYTES.includes(format) ? [{ bytes: 4, step: 1 }] : (PLANES[format] ?? null);
}

/** Calls back with each row of each part: where it begins in the whole picture, and how many bytes it has. */
function forRows(
  { codedWidth, codedHeight, layout }: VideoFrameBufferInit,
  planes: readonly Plane[],
  parts: Uint16Array,
  visit: (start: number, length: number) => void,
): void {
  // Without a layout rows and planes stand one right after another.
  let tight = 0;
  for (const [i, { bytes, step }] of planes.entries()) {
    const { offset, stride } = layout?.[i] ?? { offset: tight, stride: bytes * Math.ceil(codedWidth / step) };
    tight += stride * Math.ceil(codedHeight / step);
    for (let at = 0; at < parts.length; at += 4) {
      const [x, y, width, height] = [parts[at]!, parts[at + 1]!, parts[at + 2]!, parts[at + 3]!];
      const left = bytes * (x / step);
      const length = bytes * Math.ceil((x + width) / step) - left;
      const end = Math.ceil((y + height) / step);
      for (let row = y / step; row < end; row++) visit(offset + row * stride + left, length);
    }
  }
}

/** Of what may be sent along unused, for a buffer to serve again. */
const SLACK = 0.2;

/**
 * Those parts of a picture alone.
 *
 * @param time of the frame whose picture the other side holds.
 * @param parts as a message has them.
 * @returns what is good until the next picture goes into the same buffers.
 */
export function partsOf(picture: RawPicture, time: number, parts: Uint16Array, buffers: ByteBuffers): RawPicture {
  const { data, init } = picture;
  const planes = planesOf(init);
  if (!planes) return picture;
  let size = 0;
  forRows(init, planes, parts, (_, length) => {
    size += length;
  });
  const to = new Uint8Array(buffers.within('parts', size, Math.floor(size * (1 + SLACK))));
  const from = new Uint8Array(data);
  let at = 0;
  forRows(init, planes, parts, (start, length) => {
    to.set(from.subarray(start, start + length), at);
    at += length;
  });
  return { data: to.buffer, init, replenishes: { time, parts } };
}

/** The last whole picture of each of a page's tiles, in bytes. */
export class HeldPictures {
  private readonly held = new Map<string, RawPicture & { readonly time: number }>();

  /** Each frame's time, by the tile's id. */
  get times(): Record<string, number> {
    return Object.fromEntries(Array.from(this.held, ([id, { time }]) => [id, time]));
  }

  /**
   * Makes a frame's picture whole, and holds it.
   *
   * @param given as it came; a page may have made it up. One of which no frame can be made is to be forgotten.
   * @returns null where it replenishes one that is not held, or not of its kind.
   */
  complete(id: string, time: number, given: RawPicture): RawPicture | null {
    const whole = given.replenishes ? this.replenished(id, given, given.replenishes) : given;
    this.held.delete(id);
    if (!whole) return null;
    const { codedWidth, codedHeight } = whole.init;
    if (planesOf(whole.init) && codedWidth * codedHeight <= MOST_PIXELS && whole.data.byteLength <= 4 * MOST_PIXELS)
      this.held.set(id, { ...whole, time });
    for (const oldest of this.held.keys()) {
      if (this.held.size <= MOST_PICTURES) break;
      this.held.delete(oldest);
    }
    return whole;
  }

  forget(id: string): void {
    this.held.delete(id);
  }

  /** Forgets all others. */
  keep(ids: ReadonlySet<string>): void {
    for (const id of this.held.keys()) if (!ids.has(id)) this.held.delete(id);
  }

  private replenished(
    id: string,
    { data, init }: RawPicture,
    { time, parts }: NonNullable<RawPicture['replenishes']>,
  ): RawPicture | null {
    const before = this.held.get(id);
    if (!before || before.time !== time || !isAlike(before.init, init) || !areWithin(parts, init)) return null;
    const from = new Uint8Array(data);
    const to = new Uint8Array(before.data);
    let at = 0;
    let fits = true;
    forRows(before.init, planesOf(before.init)!, parts, (start, length) => {
      fits &&= at + length <= from.length && start + length <= to.length;
      if (fits) to.set(from.subarray(at, at + length), start);
      at += length;
    });
    return fits ? { data: before.data, init: { ...before.init, timestamp: init.timestamp } } : null;
  }
}

function isAlike(one: VideoFrameBufferInit, other: VideoFrameBufferInit): boolean {
  return (
    one.format === other.format &&
    one.codedWidth === other.codedWidth &&
    one.codedHeight === other.codedHeight &&
    JSON.stringify(one.layout) === JSON.stringify(other.layout)
  );
}

function areWithin(parts: unknown, { codedWidth, codedHeight }: VideoFrameBufferInit): parts is Uint16Array {
  if (!(parts instanceof Uint16Array) || parts.length % 4 !== 0 || parts.length > 4 * codedHeight) return false;
  for (let at = 0; at < parts.length; at += 4) {
    const [x, y, width, height] = [parts[at]!, parts[at + 1]!, parts[at + 2]!, parts[at + 3]!];
    if (x % 2 !== 0 || y % 2 !== 0 || x + width > codedWidth || y + height > codedHeight) return false;
  }
  return true;
}
