import type { Box } from '../box';

const WIDTH = 32;
const HEIGHT = 18;

/** Tiny pictures, to see whether a canvas changed and whether a video is black. */
export class Thumbnail {
  private context = opened();

  /**
   * RGBA bytes of a part of a picture.
   * @param part in the picture's pixels; all of it if left out
   * @throws DOMException where the browser keeps the picture from the page: something of another origin is on it.
   */
  draw(picture: HTMLCanvasElement | ImageBitmap | VideoFrame, part?: Box): Uint8ClampedArray {
    this.context.clearRect(0, 0, WIDTH, HEIGHT);
    if (part) this.context.drawImage(picture, part.x, part.y, part.width, part.height, 0, 0, WIDTH, HEIGHT);
    else this.context.drawImage(picture, 0, 0, WIDTH, HEIGHT);
    try {
      return this.context.getImageData(0, 0, WIDTH, HEIGHT).data;
    } catch (error) {
      // It would keep every later picture from being read, too.
      this.context = opened();
      throw error;
    }
  }
}

function opened(): OffscreenCanvasRenderingContext2D {
  return new OffscreenCanvas(WIDTH, HEIGHT).getContext('2d', { willReadFrequently: true })!;
}

/** FNV-1a, 32 bits. http://www.isthe.com/chongo/tech/comp/fnv/ */
export function hash(bytes: Uint8ClampedArray): number {
  let value = 0x811c9dc5;
  for (const byte of bytes) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}

/** Transparent, or black as a switched-off track plays it (Chromium goes on at full rate then): no picture of anyone. */
export function isBlank(rgba: Uint8ClampedArray): boolean {
  for (let i = 0; i < rgba.length; i += 4) {
    if (rgba[i + 3]! > 0 && Math.max(rgba[i]!, rgba[i + 1]!, rgba[i + 2]!) > 20) return false;
  }
  return true;
}
