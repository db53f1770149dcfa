import type { Range } from './detector';
import type { DetectedFace, Quarters } from './types';

/** Milliseconds between two looks into a meeting room: the full range takes two to three times as long. */
const GROUP_INTERVAL = 250;
/** Milliseconds between two looks whether a tile is a meeting room; longer by itself each time that nobody more is seen … */
const PROBE_INTERVAL = 1500;
/** … up to this many times. */
const MAX_PATIENCE = 4;
/** Where nobody is seen at all, the picture may hang upside down or lie on its side: tried one after the other. */
const TURNS: readonly Quarters[] = [2, 1, 3];
/** A face narrower than this part of the picture's longer side is small: the short range misses most of its kind. */
const SMALL = 0.16;

/**
 * Which detector looks at a tile. The short range sees one person before a camera. The full range sees people in a meeting
 * room, so now and then it looks at the same picture where the short range finds nobody, several, or a small face, and
 * takes the tile over where it finds more. A group's first look is of both, so that its people are numbered as they sit.
 */
export class DetectionSchedule {
  private isGroup = false;
  private lastFull: number | null = null;
  private turnsTried = 0;
  /** Faces that the short range found last. */
  private near = 0;
  private emptyProbes = 0;

  /**
   * Faces of a tile's next frame.
   *
   * @param time milliseconds.
   * @param detect looks at the frame with a range, further turned by so many quarters than the tile is known to be.
   * @returns null: this frame is left out, the tile had its turn a moment ago.
   */
  async detect(
    time: number,
    detect: (range: Range, further?: Quarters) => Promise<DetectedFace[]>,
  ): Promise<DetectedFace[] | null> {
    if (this.isGroup) {
      if (time - this.lastFull! < GROUP_INTERVAL) return null;
      const faces = await detect('full');
      this.lastFull = time;
      // Somebody came near, or all went: the short range does again.
      this.isGroup = faces.some(isSmall);
      return faces;
    }
    const near = await detect('short');
    if (!this.isProbeDue(near, time)) return near;
    const far = await detect('full');
    this.lastFull = time;
    if (far.length <= near.length) {
      this.emptyProbes++;
      return near.length > 0 ? near : await detect('short', TURNS[this.turnsTried++ % TURNS.length]);
    }
    this.emptyProbes = 0;
    this.isGroup = far.some(isSmall);
    return far;
  }

  private isProbeDue(near: readonly DetectedFace[], time: number): boolean {
    if (near.length !== this.near) this.emptyProbes = 0;
    this.near = near.length;
    // A camera's first pictures are often black: the full range is not loaded for those.
    this.lastFull ??= near.length > 0 ? Number.NEGATIVE_INFINITY : time;
    if (near.length === 1 && !isSmall(near[0]!)) return false;
    return time - this.lastFull >= Math.min(MAX_PATIENCE, 1 + this.emptyProbes) * PROBE_INTERVAL;
  }
}

/** Boxes are square in pixels, so the smaller fraction is that of the longer side. */
function isSmall({ box }: DetectedFace): boolean {
  return Math.min(box.width, box.height) < SMALL;
}
