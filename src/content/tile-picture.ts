import { type Box, sizeWithin } from '../box';
import type { CameraState } from '../camera';
import type { CapturedFrame } from '../messages';
import type { PixelSource, ScannedTile } from '../sites/site';
import { areaOf, isRendered } from '../sites/visible';
import type { StallDetector } from './stall-detector';
import { isBlank, type Thumbnail } from './thumbnail';

/** Milliseconds between looks at whether a tile without faces is black. */
const BLANK_CHECK = 400;
/** Milliseconds for which a tile's part of a shared canvas must stand still: pages draw later than they lay out. */
const STILL = 250;

/** What is known of one tile's picture from look to look, and how its frames are taken. */
export abstract class TilePicture<Source extends PixelSource = PixelSource> {
  /** When a frame was last taken, milliseconds. */
  takenAt = 0;
  /** Frames shown so far; of a canvas, changes seen. */
  protected count = 0;
  /** The page, the track or a black canvas say that the camera is off: so it is, unless new frames come. */
  protected isDark = false;
  private takenCount = -1;
  private isTaking = false;
  private isBlank = false;
  private blankCheck = Number.NEGATIVE_INFINITY;
  /** Where in the source the tile was at the last scan, and since when. */
  private region = '';
  private movedAt = Number.NEGATIVE_INFINITY;
  /** As of the last scan: to ask a page that moves at each pull too would have it laid out once more each time. */
  private hasArea = true;
  private isShown = true;

  constructor(
    readonly source: Source,
    protected readonly stalls: StallDetector,
    protected readonly thumbnail: Thumbnail,
  ) {}

  /** Width and height in the source's own pixels. */
  protected abstract readonly size: { readonly width: number; readonly height: number };
  /** Whether the source can be drawn at this moment. */
  protected abstract readonly hasPicture: boolean;
  /** Counts the frames that came, where the source tells of them by itself. */
  protected abstract countFrames(): void;
  /** Whether a part of the source, in its pixels, shows something new since the last frame. */
  protected abstract hasMoved(part: Box): boolean;
  /** @param part in the source's pixels. @throws DOMException where there is no picture at the moment. */
  protected abstract grab(part: Box, maxSide: number): Promise<ImageBitmap | VideoFrame>;
  /**
   * @param image is closed.
   * @param held when the picture was taken that the engine still holds, milliseconds.
   * @returns what is sent; an image of null says that nothing changed.
   */
  protected abstract pack(
    image: ImageBitmap | VideoFrame,
    maxSide: number,
    held: number | undefined,
  ): Promise<CapturedFrame['image']>;

  /** Nothing has changed in it for a while, so it is taken less often. */
  get rests(): boolean {
    return false;
  }

  /** At a scan: the only time to ask for the page's layout. */
  noteScan({ region }: ScannedTile): void {
    this.hasArea = areaOf(this.source) >= 1;
    this.look();
    const now = JSON.stringify(region);
    if (now !== this.region) this.movedAt = performance.now();
    this.region = now;
  }

  get camera(): CameraState {
    if (!this.isShown || this.isBlank) return 'off';
    if (this.isDark && !this.stalls.isSure) return 'off';
    if (this.stalls.state === 'moves') return 'on';
    return this.hasPicture ? this.stalls.state : 'off';
  }

  /** At a pull: what to take of the tile's source, in its pixels; null where there is nothing new to see. @throws as `take`. */
  newPart(tile: ScannedTile): Box | null {
    this.look();
    if (this.isTaking || !this.isShown || !this.isOfSubject(tile)) return null;
    const { width, height } = this.size;
    const { region = { x: 0, y: 0, width: 1, height: 1 } } = tile;
    const part = {
      x: region.x * width,
      y: region.y * height,
      width: region.width * width,
      height: region.height * height,
    };
    return part.width >= 1 && part.height >= 1 && this.hasMoved(part) ? part : null;
  }

  /**
   * @param part from `newPart`.
   * @param isFaceless the last frame held no face: the picture may be black.
   * @param held as `pack`.
   * @returns null where there is no picture of anybody.
   * @throws DOMException where the browser keeps the picture from the page.
   */
  async take(
    part: Box,
    id: string,
    maxSide: number,
    { isFaceless, held }: { readonly isFaceless: boolean; readonly held: number | undefined },
  ): Promise<CapturedFrame | null> {
    this.takenCount = this.count;
    this.isTaking = true;
    const now = performance.now();
    this.takenAt = now;
    let image: ImageBitmap | VideoFrame | null = null;
    try {
      image = await this.grab(part, maxSide);
      if (!isFaceless) this.isBlank = false;
      else if (now - this.blankCheck >= BLANK_CHECK) {
        this.blankCheck = now;
        this.isBlank = isBlank(this.thumbnail.draw(image));
      }
      if (this.isBlank) {
        image.close();
        return null;
      }
      return { participantId: id, time: now, image: await this.pack(image, maxSide, held) };
    } catch (error) {
      image?.close();
      // A video between two streams has no picture for a moment; one of another origin never has.
      if (error instanceof DOMException && error.name !== 'SecurityError') return null;
      throw error;
    } finally {
      this.isTaking = false;
    }
  }

  /** Whether frames came since the last one taken. */
  protected get hasNewFrames(): boolean {
    return this.count !== this.takenCount;
  }

  /** Pages give elements to other people between two scans: then the picture is nobody's until the next. */
  protected isOfSubject({ isCurrent }: ScannedTile): boolean {
    return !isCurrent || (isCurrent() && performance.now() - this.movedAt >= STILL);
  }

  private look(): void {
    this.isShown = this.hasArea && isRendered(this.source);
    this.countFrames();
  }
}

/** A part of a source, in its pixels, drawn at most `maxSide` pixels long. */
export function drawn(source: PixelSource, part: Box, maxSide: number): Promise<ImageBitmap> {
  const { width, height } = sizeWithin(part, maxSide);
  return createImageBitmap(source, part.x, part.y, part.width, part.height, {
    resizeWidth: width,
    resizeHeight: height,
    resizeQuality: 'medium',
  });
}
