import type { Box } from '../../box';

/** A face in a picture that was taken then, milliseconds; the box in fractions of the picture. */
export interface SeenBox {
  readonly box: Box;
  readonly time: number;
}

/** The newest first. */
export type SeenBoxes = readonly [newest: SeenBox, before?: SeenBox | undefined, beforeThat?: SeenBox | undefined];

/** Milliseconds in which a box glides to its next place (stylesheet.ts): a little longer than from reading to reading. */
export const GLIDE = 160;

/** Milliseconds after which 1/e of a movement is still believed in: people slow down, stop and turn. */
const INERTIA = 400;
/** Milliseconds between two readings above which they tell nothing of how the face moves; the slowest pace is 3 a second. */
const LONGEST = 380;
/**
 * Milliseconds from the newest picture on in which its movement is believed in: at the slowest pace the glide to the next
 * reading, which is drawn up to 80 late, ends within. Later nobody knows where the face went.
 */
const BELIEVED = LONGEST + 80 + GLIDE;
/** Face sizes per second: slower, the detector's box only trembles; faster, it is at another place and not on its way. */
const RESTING = 0.3;
const FASTEST = 7;
/** A movement counts as at most so many times the one before: one box that is off is no start of a walk. */
const MOST_GROWTH = 2;

/**
 * Where a face's box is to be at a moment, from its last readings: two in a row that go the same way are a movement, which
 * is taken on and fades (a damped trend, Gardner & McKenzie 1985). Where the last reading is old, its own box. For what is
 * drawn alone: who is who is decided by where faces were seen.
 *
 * @param at milliseconds, on the boxes' clock.
 */
export function foretold(seen: SeenBoxes, at: number): Box {
  const [newest, before, beforeThat] = seen;
  const { box } = newest;
  if (!before || !beforeThat || isOld(newest, at)) return box;
  const [now, earlier] = [velocity(before, newest), velocity(beforeThat, before)];
  if (!now || !earlier) return box;
  const [x, y] = [agreed(now.x, earlier.x), agreed(now.y, earlier.y)];
  if (Math.hypot(x, y) < RESTING) return box;
  const seconds = (INERTIA / 1000) * (1 - Math.exp(-Math.max(0, at - newest.time) / INERTIA));
  return { ...box, x: box.x + x * seconds * box.width, y: box.y + y * seconds * box.height };
}

function isOld({ time }: SeenBox, at: number): boolean {
  return at - time > BELIEVED;
}

/** Of the box's centre, in face sizes per second; null where two do not tell. */
function velocity(from: SeenBox, to: SeenBox): { readonly x: number; readonly y: number } | null {
  const seconds = (to.time - from.time) / 1000;
  if (seconds <= 0 || seconds > LONGEST / 1000) return null;
  const { width, height } = to.box;
  const x = (to.box.x + width / 2 - from.box.x - from.box.width / 2) / width / seconds;
  const y = (to.box.y + height / 2 - from.box.y - from.box.height / 2) / height / seconds;
  return Math.hypot(x, y) > FASTEST ? null : { x, y };
}

function agreed(now: number, earlier: number): number {
  if (now * earlier <= 0) return 0;
  return Math.sign(now) * Math.min(Math.abs(now), MOST_GROWTH * Math.abs(earlier));
}

/** How one face's box is drawn: from reading to reading, each time towards where the face will be when the glide ends. */
export class BoxMotion {
  private seen: SeenBoxes;
  private goal: Box | null = null;

  constructor(first: SeenBox) {
    this.seen = [first];
  }

  /** Takes over a reading; the same one again is nothing new. */
  see(newest: SeenBox): void {
    const [last, before] = this.seen;
    if (newest.time === last.time) return;
    this.seen = [newest, last, before];
    this.goal = null;
  }

  /**
   * Where to glide: the same until the next reading, or back to the last where none comes.
   * @param now milliseconds @param glide that it will take.
   */
  towards(now: number, glide: number): Box {
    const at = now + glide;
    if (!this.goal || isOld(this.seen[0], at)) this.goal = foretold(this.seen, at);
    return this.goal;
  }
}
