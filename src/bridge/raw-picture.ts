import { thinningStep } from '../frame-size';
import type { RawPicture } from '../messages';

/** With four bytes a pixel: what cameras of canvases and screens give. A decoder's pictures have one and a half. */
export const FOUR_BYTES: readonly (string | null)[] = ['RGBA', 'RGBX', 'BGRA', 'BGRX'];

/** Bytes to be written over by the next picture: a new buffer costs ten times the copying, in page faults. */
export class ByteBuffers {
  private readonly buffers = new Map<'whole' | 'thin' | 'parts', ArrayBuffer>();

  of(what: 'whole' | 'thin', size: number): ArrayBuffer {
    return this.within(what, size, size);
  }

  /** One of at least so many bytes; more than `most` are not sent along for nothing. */
  within(what: 'whole' | 'thin' | 'parts', least: number, most: number): ArrayBuffer {
    const known = this.buffers.get(what);
    const fits = known && known.byteLength >= least && known.byteLength <= most;
    const buffer = fits ? known : new ArrayBuffer(least + ((most - least) >> 1));
    this.buffers.set(what, buffer);
    return buffer;
  }
}

/**
 * Copies a video frame's own bytes, thinned out where they are many, and closes the frame.
 *
 * @param maxSide a picture of four bytes a pixel that is twice as long, or more, loses rows and columns.
 * @returns what is good until the next picture goes into the same buffers.
 * @throws DOMException where the frame's bytes cannot be had: another origin's video, a lost graphics context.
 */
export async function packFrame(frame: VideoFrame, maxSide: number, buffers: ByteBuffers): Promise<RawPicture> {
  try {
    const data = buffers.of('whole', frame.allocationSize());
    const layout = await frame.copyTo(data);
    const { width, height } = frame.visibleRect!;
    const { timestamp, colorSpace } = frame;
    const format = frame.format!;
    const init = { format, timestamp, colorSpace: colorSpace.toJSON() };
    const step = FOUR_BYTES.includes(format) ? thinningStep({ width, height }, maxSide) : 1;
    if (step < 2) return { data, init: { ...init, codedWidth: width, codedHeight: height, layout } };
    const [codedWidth, codedHeight] = [Math.floor(width / step), Math.floor(height / step)];
    const { offset, stride } = layout[0]!;
    const from = new Uint32Array(data, offset);
    const to = new Uint32Array(buffers.of('thin', 4 * codedWidth * codedHeight));
    thin(from, stride / 4, to, codedWidth, step);
    return { data: to.buffer, init: { ...init, codedWidth, codedHeight } };
  } finally {
    frame.close();
  }
}

/** Every `step`th pixel of every `step`th row, each the mean of itself and the one half a step right and below. */
function thin(from: Uint32Array, rowLength: number, to: Uint32Array, width: number, step: number): void {
  const beside = (step >> 1) * (rowLength + 1);
  for (let i = 0, row = 0; i < to.length; row += step * rowLength) {
    for (let x = row, end = row + width * step; x < end; x += step, i++) {
      const a = from[x]!;
      const b = from[x + beside]!;
      // The mean of four bytes at once: what both have, and half of what one has.
      to[i] = (a & b) + (((a ^ b) & 0xfefefefe) >>> 1);
    }
  }
}

/** @returns null where the bytes are no picture. The caller closes it. */
export function unpackFrame({ data, init }: RawPicture): VideoFrame | null {
  try {
    return new VideoFrame(data, init);
  } catch {
    return null;
  }
}
