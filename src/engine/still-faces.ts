import { Breath } from './breath';
import type { FaceDetector, Range } from './detector';
import type { PixelReader } from './pixels';
import { inReadingOrder, suppressDoubles } from './suppression';
import type { DetectedFace, Point } from './types';
import { type Window, windows } from './windows';

/**
 * Faces in a still picture, row by row: a group photo's are too small for one look at the whole, and there is time to look
 * closer, window by window.
 *
 * @throws the signal's reason.
 */
export async function stillFaces(
  picture: ImageBitmap,
  detector: FaceDetector,
  pixels: PixelReader,
  signal: AbortSignal,
): Promise<DetectedFace[]> {
  const breath = new Breath();
  const found: DetectedFace[] = [];
  const look = async (window: Window, range: Range) => {
    await breath.take();
    signal.throwIfAborted();
    const faces = await detector.detect(pixels.read(picture, window), range);
    found.push(
      ...faces.map((face) => inPicture(face, window, picture)).filter((face) => !isCut(face, window, picture)),
    );
  };
  const { width, height } = picture;
  // A face that fills the picture is the short range's.
  await look({ x: 0, y: 0, width, height }, 'short');
  for (const window of windows(width, height)) await look(window, 'full');
  return inReadingOrder(suppressDoubles(found));
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** From fractions of a window to fractions of the picture. */
function inPicture({ box, score, ...points }: DetectedFace, window: Window, picture: Size): DetectedFace {
  const place = ({ x, y }: Point): Point => ({
    x: (window.x + x * window.width) / picture.width,
    y: (window.y + y * window.height) / picture.height,
  });
  return {
    box: {
      ...place(box),
      width: (box.width * window.width) / picture.width,
      height: (box.height * window.height) / picture.height,
    },
    leftEye: place(points.leftEye),
    rightEye: place(points.rightEye),
    nose: place(points.nose),
    mouth: place(points.mouth),
    score,
  };
}

/** A face over the edge of its window, within the picture: the next window shows the whole of it. */
function isCut({ box }: DetectedFace, { x, y, width, height }: Window, picture: Size): boolean {
  const [left, top] = [box.x * picture.width, box.y * picture.height];
  const [right, bottom] = [left + box.width * picture.width, top + box.height * picture.height];
  return (
    (left < x && x > 0) ||
    (top < y && y > 0) ||
    (right > x + width && x + width < picture.width) ||
    (bottom > y + height && y + height < picture.height)
  );
}
