import type { Window } from './windows';

/** Reads pictures' pixels, through one canvas and one buffer that are used again. */
export class PixelReader {
  private rgba = new Uint8ClampedArray(0);
  private readonly canvas = new OffscreenCanvas(1, 1);
  private readonly context: OffscreenCanvasRenderingContext2D;

  constructor() {
    // Kept in main memory: nothing is ever drawn on screen, every picture is read back.
    const context = this.canvas.getContext('2d', { willReadFrequently: true, alpha: false });
    if (!context) throw new Error('This browser gives no canvas to read pictures with.');
    this.context = context;
  }

  /** @param part of the picture, in its pixels. */
  read(picture: ImageBitmap, part: Window = { x: 0, y: 0, width: picture.width, height: picture.height }): ImageData {
    const { x, y, width, height } = part;
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    this.context.drawImage(picture, -x, -y);
    return this.context.getImageData(0, 0, width, height);
  }

  /** The whole picture. Of a video frame, the pixels are good until the next reading. */
  async readFrame(picture: ImageBitmap | VideoFrame): Promise<ImageData> {
    if (picture instanceof ImageBitmap) return this.read(picture);
    const { width, height } = picture.visibleRect!;
    if (this.rgba.length !== 4 * width * height) this.rgba = new Uint8ClampedArray(4 * width * height);
    await picture.copyTo(this.rgba, { format: 'RGBA', colorSpace: 'srgb' });
    return new ImageData(this.rgba, width, height);
  }
}
