import type { Box } from '../box';
import { ByteBuffers, packFrame } from '../bridge/raw-picture';
import { partsOf } from '../bridge/replenishment';
import { goesAsBytes } from '../frame-size';
import type { CapturedFrame } from '../messages';
import type { ScannedTile } from '../sites/site';
import { liveTrack } from '../sites/video';
import { isBehindAvatar } from './avatar';
import { ChangeDetector, RESTING_INTERVAL } from './change-detector';
import { StallDetector } from './stall-detector';
import type { Thumbnail } from './thumbnail';
import { drawn, TilePicture } from './tile-picture';

/** Milliseconds without a new frame after which it is looked for an avatar in front. */
const AVATAR_CHECK = 300;
/** Those that Chromium turns into RGBA on the other side. */
const RAW_FORMATS: readonly (string | null)[] = ['I420', 'I420A', 'NV12', 'RGBA', 'RGBX', 'BGRA', 'BGRX'];

/** The picture of a tile that plays a video: the browser counts its frames, and hands out their bytes. */
export class VideoPicture extends TilePicture<HTMLVideoElement> {
  /** What it played when the page was scanned. */
  private track: MediaStreamTrack | null;
  private readonly buffers = new ByteBuffers();
  private readonly changes = new ChangeDetector();

  constructor(source: HTMLVideoElement, thumbnail: Thumbnail) {
    super(source, new StallDetector(2), thumbnail);
    this.track = liveTrack(source);
  }

  protected get size() {
    return { width: this.source.videoWidth, height: this.source.videoHeight };
  }

  protected get hasPicture(): boolean {
    return this.source.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
  }

  override get rests(): boolean {
    return this.changes.rests(performance.now());
  }

  override noteScan(tile: ScannedTile): void {
    super.noteScan(tile);
    this.track = liveTrack(this.source);
    this.isDark = this.stalls.stoodFor > AVATAR_CHECK && isDark(this.source);
  }

  protected countFrames(): void {
    this.count = this.source.getVideoPlaybackQuality().totalVideoFrames;
    this.stalls.note(performance.now(), this.count);
  }

  protected hasMoved(): boolean {
    const isEarly = this.rests && performance.now() - this.takenAt < RESTING_INTERVAL;
    return this.hasNewFrames && this.hasPicture && !isEarly;
  }

  protected override isOfSubject(tile: ScannedTile): boolean {
    return liveTrack(this.source) === this.track && super.isOfSubject(tile);
  }

  protected async grab(part: Box, maxSide: number): Promise<ImageBitmap | VideoFrame> {
    return frameAsItIs(this.source) ?? (await drawn(this.source, part, maxSide));
  }

  protected async pack(
    image: ImageBitmap | VideoFrame,
    maxSide: number,
    held: number | undefined,
  ): Promise<CapturedFrame['image']> {
    if (image instanceof ImageBitmap) {
      this.changes.forget();
      return image;
    }
    const packed = await packFrame(image, maxSide, this.buffers);
    const news = this.changes.news(packed, this.takenAt, held);
    if (news === 'nothing') return null;
    return held === undefined || news === 'all' ? packed : partsOf(packed, held, news, this.buffers);
  }
}

function isDark(video: HTMLVideoElement): boolean {
  const track = liveTrack(video);
  return (track ? track.muted : video.srcObject !== null) || isBehindAvatar(video);
}

/** A video's current frame; null where a bitmap must be drawn: a large, turned or stretched picture, one in graphics memory. */
function frameAsItIs(video: HTMLVideoElement): VideoFrame | null {
  if (typeof VideoFrame === 'undefined' || !goesAsBytes({ width: video.videoWidth, height: video.videoHeight }))
    return null;
  const frame = new VideoFrame(video);
  const { format, visibleRect, displayWidth, displayHeight } = frame;
  const isUpright = visibleRect?.width === displayWidth && visibleRect.height === displayHeight;
  // Of a turned frame Chromium says so in two properties that TypeScript's library does not know yet.
  const { rotation = 0, flip = false } = frame as { rotation?: number; flip?: boolean };
  if (RAW_FORMATS.includes(format) && isUpright && rotation === 0 && !flip) return frame;
  frame.close();
  return null;
}
