import type { CameraState } from '../camera';
import type { CapturedFrame, Saving } from '../messages';
import { membersOf } from '../sites/members';
import type { PixelSource } from '../sites/site';
import { animationFrame } from './animation-frame';
import { Turns } from './budget';
import { CanvasPicture } from './canvas-picture';
import { Thumbnail } from './thumbnail';
import type { TilePicture } from './tile-picture';
import type { LiveTile } from './tiles';
import { VideoPicture } from './video-picture';

/** Frames that were sent, or will not be: their pictures must not wait for the garbage collector. */
export function letGo(frames: readonly CapturedFrame[]): void {
  for (const { image } of frames) if (image instanceof ImageBitmap) image.close();
}

/** Which pictures are asked for. */
export interface Wanted {
  /** Pixels of the longest side. */
  readonly maxSide: number;
  /** Of which tiles the engine holds a picture, and when it was taken, milliseconds. */
  readonly held: Readonly<Record<string, number>>;
  /** Of which tiles the last picture held no face: they may be black. */
  readonly faceless: (id: string) => boolean;
}

/** Takes the tiles' pictures when asked: only those that show, and only when they have really moved on. */
export class Frames {
  private readonly pictures = new Map<string, TilePicture>();
  private readonly turns = new Turns();
  private readonly thumbnail = new Thumbnail();
  /** Why fewer were taken the last time than there may be; null: there was nothing to save. */
  saves: Saving | null = null;
  /** Why one of them could not be taken the last time; null: all could. */
  failure: unknown = null;

  /** Notes how each tile's picture goes on; to be called at least once a second. */
  noteScan(tiles: readonly LiveTile[]): void {
    const ids = new Set(tiles.map(({ id }) => id));
    for (const id of this.pictures.keys()) if (!ids.has(id)) this.pictures.delete(id);
    this.turns.keep(ids);
    for (const tile of tiles) this.pictureOf(tile)?.noteScan(tile.tile);
  }

  camera(id: string): CameraState {
    return this.pictures.get(id)?.camera ?? 'off';
  }

  /**
   * New pictures since the last call.
   * @param most of them; those whose last picture is oldest come first.
   */
  async take(
    tiles: readonly LiveTile[],
    { maxSide, held, faceless, most }: Wanted & { readonly most: number },
  ): Promise<CapturedFrame[]> {
    if (!membersOf(document).hidden && tiles.some(({ tile }) => tile.source instanceof HTMLCanvasElement))
      await animationFrame();
    const taken: Promise<CapturedFrame | null>[] = [];
    const failures: unknown[] = [];
    let looked = 0;
    for (const tile of this.turns.inOrder(tiles)) {
      looked++;
      try {
        const picture = this.pictureOf(tile);
        const part = picture?.newPart(tile.tile);
        if (picture && part) {
          const about = { isFaceless: faceless(tile.id), held: held[tile.id] };
          taken.push(picture.take(part, tile.id, maxSide, about));
          this.turns.had(tile.id);
        }
      } catch (error) {
        failures.push(error);
      }
      if (taken.length >= most) break;
    }
    this.saves = looked < tiles.length ? 'page' : this.restsMostly() ? 'unchanged' : null;
    const ended = await Promise.allSettled(taken);
    for (const one of ended) if (one.status === 'rejected') failures.push(one.reason);
    // Tiles are strangers to each other: what is wrong with one's picture keeps nobody else from being read.
    this.failure = failures[0] ?? null;
    return ended.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []));
  }

  private restsMostly(): boolean {
    const shown = [...this.pictures.values()].filter(({ camera }) => camera === 'on');
    return shown.length > 0 && 2 * shown.filter(({ rests }) => rests).length >= shown.length;
  }

  /** What is known of a tile's picture; null while there is none. */
  private pictureOf({ id, tile: { source } }: LiveTile): TilePicture | null {
    if (!source) {
      this.pictures.delete(id);
      return null;
    }
    const known = this.pictures.get(id);
    if (known?.source === source) return known;
    const picture = this.open(source);
    this.pictures.set(id, picture);
    return picture;
  }

  private open(source: PixelSource): TilePicture {
    return source instanceof HTMLVideoElement
      ? new VideoPicture(source, this.thumbnail)
      : new CanvasPicture(source, this.thumbnail);
  }
}
