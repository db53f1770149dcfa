import { Failure } from '../problem';
import { BACKDROP, layOverBackdrop } from './backdrop';
import type { Window } from './windows';

/** Formats of video frames that may let something through. */
const TRANSPARENT: readonly (string | null)[] = ['RGBA', 'BGRA', 'I420A', 'I422A', 'I444A'];

/**
 * Reads pictures' pixels, opaque, through one canvas and one buffer that are used again: nothing of a picture may be left
 * where the next one lets it through.
 */
export class PixelReader {
  private rgba = new Uint8ClampedArray(0);
  private readonly canvas = new OffscreenCanvas(1, 1);
  private readonly context: OffscreenCanvasRenderingContext2D;

  constructor() {
    // Kept in main memory: nothing is ever drawn on screen, every picture is read back.
    const context = this.canvas.getContext('2d', { willReadFrequently: true, alpha: false });
    if (!context) throw new Failure({ code: 'engine_canvas' });
    this.context = context;
  }

  /** @param part of the picture, in its pixels. */
  read(picture: ImageBitmap, part: Window = { x: 0, y: 0, width: picture.width, height: picture.height }): ImageData {
    const { x, y, width, height } = part;
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    // Covers the last picture too; a canvas that takes a new size has forgotten its colour.
    this.context.fillStyle = `rgb(${BACKDROP} ${BACKDROP} ${BACKDROP})`;
    this.context.fillRect(0, 0, width, height);
    this.context.drawImage(picture, -x, -y);
    return this.context.getImageData(0, 0, width, height);
  }

  /** The whole picture. Of a video frame, the pixels are good until the next reading. */
  async readFrame(picture: ImageBitmap | VideoFrame): Promise<ImageData> {
    if (picture instanceof ImageBitmap) return this.read(picture);
    const { width, height } = picture.visibleRect!;
    if (this.rgba.length !== 4 * width * height) this.rgba = new Uint8ClampedArray(4 * width * height);
    await picture.copyTo(this.rgba, { format: 'RGBA', colorSpace: 'srgb' });
    if (TRANSPARENT.includes(picture.format)) layOverBackdrop(this.rgba);
    return new ImageData(this.rgba, width, height);
  }
}
