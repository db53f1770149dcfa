import type { Box, DetectedFace } from './types';

/** A face that is followed through one tile's frames. */
export interface TrackedFace<Memory> {
  /** From 1, left to right at first sight, kept while the face is followed. */
  readonly number: number;
  readonly face: DetectedFace;
  /** What the caller knows about this face; as old as the face is followed. */
  readonly memory: Memory;
}

interface Track<Memory> {
  readonly number: number;
  readonly memory: Memory;
  box: Box;
  /** Movement of the box's centre, in pictures per second. */
  velocity: { x: number; y: number };
  seen: number;
}

/** A face may be away this long (somebody walks past it, a hand before it) and is still the same face. Milliseconds. */
export const ABSENCE = 3000;
/** How far off its foretold place a face may turn up at once, in face sizes, and how much farther for each second … */
const REACH = 0.9;
const REACH_PER_SECOND = 1.5;
/** … up to here, milliseconds: who is away longer comes back where they sat, or is somebody else. */
const MAX_STRAY = 1000;
/** Weight of the newest movement in a face's velocity. */
const AGILITY = 0.5;
/** Face sizes per second: slower is a face that rests, whose box trembles or is pulled along by one that passes before it. */
const RESTING = 0.6;
/** Velocity is foretold no farther than this: people stop. Milliseconds. */
const FORESIGHT = 400;

/**
 * Which face is which, over time, within one tile: each detection goes to the face whose foretold place and size it fits
 * best. Foretelling keeps two faces apart that cross each other.
 */
export class FaceTracker<Memory> {
  private tracks: Track<Memory>[] = [];

  /** @param remember makes the memory of a face that is seen for the first time. */
  constructor(private readonly remember: () => Memory) {}

  /**
   * @param faces detected in one frame.
   * @param time of the frame, milliseconds; not before the last one.
   * @returns the same faces with their numbers, in the order of their numbers.
   */
  update(faces: readonly DetectedFace[], time: number): TrackedFace<Memory>[] {
    this.tracks = this.tracks.filter((track) => time - track.seen <= ABSENCE);
    const followed = new Map<DetectedFace, Track<Memory>>();
    for (const { track, face } of matches(this.tracks, faces, time)) {
      follow(track, face.box, time);
      followed.set(face, track);
    }
    const fresh = faces.filter((face) => !followed.has(face)).sort((a, b) => centre(a.box).x - centre(b.box).x);
    for (const face of fresh) {
      const track = {
        number: this.freeNumber(),
        memory: this.remember(),
        box: face.box,
        velocity: { x: 0, y: 0 },
        seen: time,
      };
      this.tracks.push(track);
      followed.set(face, track);
    }
    return [...followed]
      .map(([face, { number, memory }]) => ({ number, face, memory }))
      .sort((a, b) => a.number - b.number);
  }

  private freeNumber(): number {
    const taken = new Set(this.tracks.map(({ number }) => number));
    let number = 1;
    while (taken.has(number)) number++;
    return number;
  }
}

/** The best pairs first, each track and each face once. */
function matches<T extends Track<unknown>>(tracks: readonly T[], faces: readonly DetectedFace[], time: number) {
  const pairs = tracks.flatMap((track) => {
    const reach = REACH + (REACH_PER_SECOND * Math.min(time - track.seen, MAX_STRAY)) / 1000;
    return faces
      .map((face) => ({ track, face, cost: distance(foretell(track, time), face.box) }))
      .filter(({ cost }) => cost <= reach);
  });
  pairs.sort((a, b) => a.cost - b.cost);
  const taken = new Set<T | DetectedFace>();
  return pairs.filter(({ track, face }) => {
    if (taken.has(track) || taken.has(face)) return false;
    taken.add(track).add(face);
    return true;
  });
}

function follow(track: Track<unknown>, box: Box, time: number): void {
  const seconds = (time - track.seen) / 1000;
  if (seconds > 0) {
    const [from, to] = [centre(track.box), centre(box)];
    const blend = (old: number, newest: number) => old + AGILITY * (newest - old);
    track.velocity = {
      x: blend(track.velocity.x, (to.x - from.x) / seconds),
      y: blend(track.velocity.y, (to.y - from.y) / seconds),
    };
  }
  track.box = box;
  track.seen = time;
}

function foretell({ box, velocity, seen }: Track<unknown>, time: number): Box {
  if (Math.hypot(velocity.x / box.width, velocity.y / box.height) < RESTING) return box;
  const seconds = Math.min(time - seen, FORESIGHT) / 1000;
  return { ...box, x: box.x + velocity.x * seconds, y: box.y + velocity.y * seconds };
}

/** How badly two boxes fit, in face sizes: distance of their centres, and more for unlike sizes. */
function distance(a: Box, b: Box): number {
  const [p, q] = [centre(a), centre(b)];
  const across = (p.x - q.x) / ((a.width + b.width) / 2);
  const down = (p.y - q.y) / ((a.height + b.height) / 2);
  return Math.hypot(across, down) + 0.5 * Math.abs(Math.log(a.width / b.width));
}

function centre({ x, y, width, height }: Box): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 };
}
