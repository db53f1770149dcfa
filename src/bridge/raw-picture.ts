import type { RawPicture } from '../messages';

/**
 * Copies a video frame's own bytes into `room` where they fit, else into a new buffer (a fresh one costs ten times the
 * copying, in page faults), and closes the frame.
 *
 * @throws DOMException where the frame's bytes cannot be had: another origin's video, a lost graphics context.
 */
export async function packFrame(frame: VideoFrame, room: ArrayBuffer | null): Promise<RawPicture> {
  try {
    const size = frame.allocationSize();
    const data = room?.byteLength === size ? room : new ArrayBuffer(size);
    const layout = await frame.copyTo(data);
    const { width, height } = frame.visibleRect!;
    const { format, timestamp, colorSpace } = frame;
    const init = { format: format!, codedWidth: width, codedHeight: height, timestamp, layout };
    return { data, init: { ...init, colorSpace: colorSpace.toJSON() } };
  } finally {
    frame.close();
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
