/** Reads pictures' pixels, through one canvas that is used again. */
export class PixelReader {
  private readonly canvas = new OffscreenCanvas(1, 1);
  private readonly context: OffscreenCanvasRenderingContext2D;

  constructor() {
    // Kept in main memory: nothing is ever drawn on screen, every picture is read back.
    const context = this.canvas.getContext('2d', { willReadFrequently: true, alpha: false });
    if (!context) throw new Error('This browser gives no canvas to read pictures with.');
    this.context = context;
  }

  read(picture: ImageBitmap): ImageData {
    const { width, height } = picture;
    if (this.canvas.width !== width) this.canvas.width = width;
    if (this.canvas.height !== height) this.canvas.height = height;
    this.context.drawImage(picture, 0, 0);
    return this.context.getImageData(0, 0, width, height);
  }
}
