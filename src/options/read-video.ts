import { sizeWithin } from '../box';
import type { Pipeline } from '../engine/pipeline';
import type { TileReading } from '../engine/types';
import { pause } from '../pause';

/** Milliseconds between two readings, at the least: expressions change slower than that, and fans stay quiet. */
const INTERVAL = 100;
/** Longest side of what the engine gets, pixels: a face before a camera is far larger than it needs. */
const MAX_SIDE = 640;

/**
 * Reads a playing video until the signal aborts, one frame at a time and only new ones.
 *
 * @throws what the engine throws; the signal's end is no error.
 */
export async function readVideo(
  video: HTMLVideoElement,
  pipeline: Pipeline,
  onReading: (reading: TileReading) => void,
  signal: AbortSignal,
): Promise<void> {
  const participantId = crypto.randomUUID();
  signal.addEventListener('abort', () => pipeline.forget(participantId), { once: true });
  let last: string | null = null;
  while (await newFrame(video, signal)) {
    const started = performance.now();
    const shape = shapeOf(video);
    // Places are fractions of a picture: in one of another shape they are elsewhere.
    if (last !== null && shape !== last) pipeline.forget(participantId);
    last = shape;
    const image = await createImageBitmap(video, fitted(video.videoWidth, video.videoHeight));
    const [reading] = await pipeline.readFrames([{ participantId, time: started, image }]);
    if (signal.aborted) return;
    if (reading && shapeOf(video) === shape) onReading(reading);
    await pause(INTERVAL - (performance.now() - started), signal);
  }
}

/** "640 / 480", as CSS writes it. */
export function shapeOf({ videoWidth, videoHeight }: HTMLVideoElement): string {
  return `${videoWidth} / ${videoHeight}`;
}

/** Waits for the next frame that the video shows; false when the signal aborts first. */
function newFrame(video: HTMLVideoElement, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false);
    const waiting = video.requestVideoFrameCallback(() => resolve(!signal.aborted));
    const end = () => {
      video.cancelVideoFrameCallback(waiting);
      resolve(false);
    };
    signal.addEventListener('abort', end, { once: true });
  });
}

/** Options for a bitmap no larger than the engine needs. */
export function fitted(width: number, height: number, maxSide = MAX_SIDE): ImageBitmapOptions {
  const size = sizeWithin({ width, height }, maxSide);
  return { resizeWidth: size.width, resizeHeight: size.height, resizeQuality: 'medium' };
}
