import type { Range } from './detector';
import type { DetectedFace } from './types';

/** Milliseconds between two looks into a meeting room: the full range takes two to three times as long. */
const ROOM_INTERVAL = 250;
/** Milliseconds between two looks whether a tile is a meeting room; longer by itself each time that nobody is seen … */
const PROBE_INTERVAL = 1500;
/** … up to this many times. */
const MAX_PATIENCE = 4;
/** A face narrower than this part of the picture's longer side is small: the short range misses most of its kind. */
const SMALL = 0.16;

/**
 * Which detector looks at a tile's next frame. The short range sees one person before a camera. The full range sees people
 * in a meeting room, so it has a look now and then where the short range finds nobody, or small faces only, and takes the
 * tile over where it finds more.
 */
export class DetectionSchedule {
  private room = false;
  /** Faces that the short range found last, and whether there might be more. */
  private near = { count: 0, mayMiss: false };
  private lastFull: number | null = null;
  private emptyProbes = 0;

  /** @param time milliseconds. @returns null: leave this frame out, the tile had its turn a moment ago. */
  next(time: number): Range | null {
    // A tile's first frames are the short range's: the full range is loaded for those only that need it.
    this.lastFull ??= time;
    const sinceFull = time - this.lastFull;
    if (this.room) return sinceFull >= ROOM_INTERVAL ? 'full' : null;
    const patience = Math.min(MAX_PATIENCE, 1 + this.emptyProbes);
    return this.near.mayMiss && sinceFull >= patience * PROBE_INTERVAL ? 'full' : 'short';
  }

  /** Tells what the look that was chosen found. */
  found(range: Range, faces: readonly DetectedFace[], time: number): void {
    const anySmall = faces.some(isSmall);
    if (range === 'short') {
      this.near = { count: faces.length, mayMiss: faces.every(isSmall) };
      if (faces.length > 0) this.emptyProbes = 0;
      return;
    }
    this.lastFull = time;
    this.emptyProbes = faces.length > 0 ? 0 : this.emptyProbes + 1;
    // Somebody came near, or all went: the short range does again.
    this.room = anySmall && (this.room || faces.length > this.near.count);
  }
}

/** Boxes are square in pixels, so the smaller fraction is that of the longer side. */
function isSmall({ box }: DetectedFace): boolean {
  return Math.min(box.width, box.height) < SMALL;
}
