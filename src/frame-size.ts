import { area, type Size } from './box';

/**
 * How large the picture of a tile is, from the tile to the network; all sizes are in the picture's pixels.
 *
 * 1. The engine asks for a longest side, {@link askedSide}, by how many tiles it reads.
 * 2. The page gives no more than {@link givenSide}, where its tiles are a crowd.
 * 3. A video's frame of few pixels goes as its bytes ({@link goesAsBytes}), of which every {@link thinningStep}th row and
 *    column stays; all else is drawn, by box.ts `sizeWithin`.
 * 4. The engine reads what arrives as it is, and scales the faces in it alone.
 */

/**
 * Reading takes as long for either (a face found in 4 ms, its pixels in 0.5, two cores, 2026-11-21); the larger shows faces
 * at the back of a room, and weighs 2.25 times as much on its way here.
 */
const LARGE = 480;
const SMALL = 320;
/** Pictures shrink above the one number of tiles and grow again below the other, so that they do not change all the time. */
const MANY_TILES = 9;
const FEW_TILES = 6;

/** From so many tiles on the page comes first. */
const CROWD_TILES = 20;
/** Four bytes a pixel stay under 64 KiB: to send more at once took the page three times as long (2026-11-26). */
const CROWD_SIDE = 160;

/**
 * Of a picture that is taken: as many as the longest side that is asked for, squared, and as a small camera's own have. To
 * copy their bytes takes the page 0.1 ms where drawing a bitmap takes 2 to 3 (480 × 270, without a GPU, 2026-11-21).
 */
export const MOST_PIXELS = 640 * 360;

/** Longest side before any tile was read. */
export const FIRST_SIDE = LARGE;

/** Longest side to ask for. @param tiles that were read in the last tick. @param before what was asked for then. */
export function askedSide(tiles: number, before: number): number {
  if (tiles >= MANY_TILES) return SMALL;
  return tiles <= FEW_TILES ? LARGE : before;
}

/** So many tiles that their page has little time for each. */
export function isCrowd(tiles: number): boolean {
  return tiles >= CROWD_TILES;
}

/** Longest side that a page of so many tiles gives where `asked` is asked for. */
export function givenSide(asked: number, tiles: number): number {
  return isCrowd(tiles) ? Math.min(asked, CROWD_SIDE) : asked;
}

/** Whether a video's frame is sent as it is, rather than drawn small first. */
export function goesAsBytes(frame: Size): boolean {
  return area(frame) <= MOST_PIXELS;
}

/**
 * Of a frame that goes as bytes, every which row and column stays: 1 for all, and where its longest side is twice `maxSide`
 * or more, as many as leave it that long or a little longer.
 */
export function thinningStep({ width, height }: Size, maxSide: number): number {
  return Math.max(1, Math.floor(Math.max(width, height) / maxSide));
}
