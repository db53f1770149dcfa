import type { Box } from '../box';
import { StallDetector } from './stall-detector';
import { hash, isBlank, type Thumbnail } from './thumbnail';
import { drawn, TilePicture } from './tile-picture';

/** The picture of a tile that is drawn on a canvas, mostly one for all tiles: whether it changed, only its pixels tell. */
export class CanvasPicture extends TilePicture<HTMLCanvasElement> {
  private hash = 0;
  protected readonly hasPicture = true;

  constructor(source: HTMLCanvasElement, thumbnail: Thumbnail) {
    // A canvas is only seen at pulls: one change a second is all that can be asked of it.
    super(source, new StallDetector(1), thumbnail);
  }

  protected get size() {
    return { width: this.source.width, height: this.source.height };
  }

  protected countFrames(): void {}

  protected hasMoved(part: Box): boolean {
    const pixels = this.thumbnail.draw(this.source, part);
    const seen = hash(pixels);
    this.isDark = isBlank(pixels);
    if (seen !== this.hash && !this.isDark) this.count++;
    this.hash = seen;
    this.stalls.note(performance.now(), this.count);
    return this.hasNewFrames;
  }

  protected grab(part: Box, maxSide: number): Promise<ImageBitmap> {
    return drawn(this.source, part, maxSide);
  }

  protected async pack(image: ImageBitmap): Promise<ImageBitmap> {
    return image;
  }
}
