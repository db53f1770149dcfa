import { ByteBuffers, packFrame } from '../bridge/raw-picture';
import type { CameraState } from '../camera';
import type { Box } from '../engine/types';
import type { CapturedFrame } from '../messages';
import { membersOf } from '../sites/members';
import type { PixelSource } from '../sites/site';
import { liveTrack } from '../sites/video';
import { areaOf, isRendered } from '../sites/visible';
import { animationFrame } from './animation-frame';
import { isBehindAvatar } from './avatar';
import { Freshness } from './freshness';
import { Stillness } from './stillness';
import { hash, isBlank, Thumbnail } from './thumbnail';
import type { LiveTile } from './tiles';

/** Milliseconds between looks at whether a tile without faces is black. */
const BLANK_CHECK = 400;
/** Milliseconds without a new frame after which it is looked for an avatar in front. */
const AVATAR_CHECK = 300;
/** Milliseconds for which a tile's part of a shared canvas must stand still: pages draw later than they lay out. */
const STILL = 250;
/**
 * Most pixels of a video frame that is sent as it is; a larger one is drawn small first. To copy bytes takes the page
 * 0.1 ms where drawing a bitmap takes 2 to 3 (480 × 270, without a GPU, 2026-11-21).
 */
const RAW_PIXELS = 640 * 360;
/** Those that Chromium turns into RGBA on the other side. */
const RAW_FORMATS: readonly (string | null)[] = ['I420', 'I420A', 'NV12', 'RGBA', 'RGBX', 'BGRA', 'BGRX'];

interface Picture {
  readonly source: PixelSource;
  /** What the source played, and where in it the tile was, when the page was scanned. */
  track: MediaStreamTrack | null;
  region: string;
  movedAt: number;
  readonly freshness: Freshness;
  /** Frames shown so far; of a canvas, changes seen. */
  count: number;
  taken: number;
  hash: number;
  blank: boolean;
  blankCheck: number;
  busy: boolean;
  readonly buffers: ByteBuffers;
  readonly stillness: Stillness;
  /** As of the last scan: to ask a page that moves at each pull too would have it laid out once more each time. */
  hasArea: boolean;
  shown: boolean;
  /** Page, track or black canvas say that the camera is off: so it is, unless new frames come. */
  dark: boolean;
  takenAt: number;
}

/** Takes the tiles' pictures when asked: only those that show, and only when they have really moved on. */
export class Frames {
  private readonly pictures = new Map<string, Picture>();
  private readonly thumbnail = new Thumbnail();

  /** Notes how each tile's picture goes on; to be called at least once a second. */
  look(tiles: readonly LiveTile[]): void {
    const ids = new Set(tiles.map(({ id }) => id));
    for (const id of this.pictures.keys()) if (!ids.has(id)) this.pictures.delete(id);
    for (const tile of tiles) {
      const picture = this.see(tile, 'scan');
      if (!picture) continue;
      noteSubject(picture, tile);
      if (picture.source instanceof HTMLVideoElement)
        picture.dark = picture.freshness.stoodFor > AVATAR_CHECK && isDark(picture.source);
    }
  }

  camera(id: string): CameraState {
    const picture = this.pictures.get(id);
    if (!picture?.shown || picture.blank) return 'off';
    const { freshness, source, dark } = picture;
    if (dark && !freshness.isSure) return 'off';
    if (freshness.state === 'moves') return 'on';
    return hasPicture(source) ? freshness.state : 'off';
  }

  /**
   * New pictures since the last call, at most `maxSide` pixels long.
   * @param most of them; those whose last picture is oldest come first.
   * @param faceless says of which tiles the last picture held no face: they may be black.
   */
  async take(
    tiles: readonly LiveTile[],
    { maxSide, most, faceless }: { maxSide: number; most: number; faceless: (id: string) => boolean },
  ): Promise<CapturedFrame[]> {
    if (!membersOf(document).hidden && tiles.some(({ tile }) => tile.source instanceof HTMLCanvasElement))
      await animationFrame();
    const age = ({ id }: LiveTile) => this.pictures.get(id)?.takenAt ?? 0;
    const taken: Promise<CapturedFrame | null>[] = [];
    for (const tile of [...tiles].sort((a, b) => age(a) - age(b))) {
      const picture = this.see(tile, 'pull');
      const part = picture && this.freshPart(picture, tile);
      if (part) taken.push(this.takeOne(picture, part, tile.id, maxSide, faceless(tile.id)));
      if (taken.length >= most) break;
    }
    return (await Promise.all(taken)).filter((frame) => frame !== null);
  }

  /** How a tile's picture stands now; null while there is none. */
  private see({ id, tile: { source } }: LiveTile, at: 'scan' | 'pull'): Picture | null {
    if (!source) {
      this.pictures.delete(id);
      return null;
    }
    const known = this.pictures.get(id);
    const picture = known?.source === source ? known : fresh(source);
    this.pictures.set(id, picture);
    if (at === 'scan') picture.hasArea = areaOf(source) >= 1;
    picture.shown = picture.hasArea && isRendered(source);
    if (source instanceof HTMLVideoElement) {
      picture.count = source.getVideoPlaybackQuality().totalVideoFrames;
      picture.freshness.note(performance.now(), picture.count);
    }
    return picture;
  }

  /** What to take of a tile's source, in its pixels; null where there is nothing new to see. */
  private freshPart(picture: Picture, { tile }: LiveTile): Box | null {
    if (picture.busy || !picture.shown || !isOfSubject(picture, tile)) return null;
    const part = partOf(picture.source, tile.region);
    return part.width >= 1 && part.height >= 1 && this.hasMoved(picture, part) ? part : null;
  }

  private async takeOne(
    picture: Picture,
    part: Box,
    id: string,
    maxSide: number,
    faceless: boolean,
  ): Promise<CapturedFrame | null> {
    picture.taken = picture.count;
    picture.busy = true;
    const now = performance.now();
    picture.takenAt = now;
    try {
      const image = frameAsItIs(picture.source) ?? (await drawn(picture.source, part, maxSide));
      if (!faceless) picture.blank = false;
      else if (now - picture.blankCheck >= BLANK_CHECK) {
        picture.blankCheck = now;
        picture.blank = isBlank(this.thumbnail.draw(image));
      }
      if (picture.blank) {
        image.close();
        return null;
      }
      if (image instanceof ImageBitmap) return { participantId: id, time: now, image };
      const packed = await packFrame(image, maxSide, picture.buffers);
      return { participantId: id, time: now, image: picture.stillness.isSame(packed, now) ? null : packed };
    } catch (error) {
      // A video between two streams has no picture for a moment.
      if (error instanceof DOMException) return null;
      throw error;
    } finally {
      picture.busy = false;
    }
  }

  private hasMoved(picture: Picture, part: Box): boolean {
    if (picture.source instanceof HTMLVideoElement)
      return picture.count !== picture.taken && picture.source.readyState >= 2;
    const pixels = this.thumbnail.draw(picture.source, part);
    const seen = hash(pixels);
    picture.dark = isBlank(pixels);
    if (seen !== picture.hash && !picture.dark) picture.count++;
    picture.hash = seen;
    picture.freshness.note(performance.now(), picture.count);
    return picture.count !== picture.taken;
  }
}

function hasPicture(source: PixelSource): boolean {
  return !(source instanceof HTMLVideoElement) || source.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
}

function isDark(video: HTMLVideoElement): boolean {
  const track = liveTrack(video);
  return (track ? track.muted : video.srcObject !== null) || isBehindAvatar(video);
}

function noteSubject(picture: Picture, { tile }: LiveTile): void {
  picture.track = trackOf(picture.source);
  const region = JSON.stringify(tile.region);
  if (region !== picture.region) picture.movedAt = performance.now();
  picture.region = region;
}

/** Pages give elements to other people between two scans: then the picture is nobody's until the next. */
function isOfSubject({ source, track, movedAt }: Picture, { isCurrent }: LiveTile['tile']): boolean {
  return trackOf(source) === track && (!isCurrent || (isCurrent() && performance.now() - movedAt >= STILL));
}

function trackOf(source: PixelSource): MediaStreamTrack | null {
  return source instanceof HTMLVideoElement ? liveTrack(source) : null;
}

function fresh(source: PixelSource): Picture {
  // A canvas is only seen at pulls: one change a second is all that can be asked of it.
  const freshness = new Freshness(source instanceof HTMLVideoElement ? 2 : 1);
  return {
    source,
    track: trackOf(source),
    region: '',
    movedAt: Number.NEGATIVE_INFINITY,
    freshness,
    count: 0,
    taken: -1,
    hash: 0,
    blank: false,
    blankCheck: Number.NEGATIVE_INFINITY,
    busy: false,
    buffers: new ByteBuffers(),
    stillness: new Stillness(),
    hasArea: true,
    shown: true,
    dark: false,
    takenAt: 0,
  };
}

/** The tile's part of its source, in pixels. */
function partOf(source: PixelSource, region: Box = { x: 0, y: 0, width: 1, height: 1 }): Box {
  const width = source instanceof HTMLVideoElement ? source.videoWidth : source.width;
  const height = source instanceof HTMLVideoElement ? source.videoHeight : source.height;
  return { x: region.x * width, y: region.y * height, width: region.width * width, height: region.height * height };
}

/** A video's current frame; null where a bitmap must be drawn: a canvas, a large, turned or stretched picture, one in graphics memory. */
function frameAsItIs(source: PixelSource): VideoFrame | null {
  if (!(source instanceof HTMLVideoElement) || typeof VideoFrame === 'undefined') return null;
  if (source.videoWidth * source.videoHeight > RAW_PIXELS) return null;
  const frame = new VideoFrame(source);
  const { format, visibleRect, displayWidth, displayHeight } = frame;
  const isUpright = visibleRect?.width === displayWidth && visibleRect.height === displayHeight;
  // Of a turned frame Chromium says so in two properties that TypeScript's library does not know yet.
  const { rotation = 0, flip = false } = frame as { rotation?: number; flip?: boolean };
  if (RAW_FORMATS.includes(format) && isUpright && rotation === 0 && !flip) return frame;
  frame.close();
  return null;
}

function drawn(source: PixelSource, part: Box, maxSide: number): Promise<ImageBitmap> {
  const size = sizeWithin(part, maxSide);
  return createImageBitmap(source, part.x, part.y, part.width, part.height, { ...size, resizeQuality: 'medium' });
}

function sizeWithin({ width, height }: Box, maxSide: number): { resizeWidth: number; resizeHeight: number } {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  return { resizeWidth: Math.max(1, Math.round(width * scale)), resizeHeight: Math.max(1, Math.round(height * scale)) };
}
