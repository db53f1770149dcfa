import type { Box } from '../box';
import { type Appearance, appearanceDistance, blend } from './appearance';
import type { DetectedFace } from './types';

/** A face that is followed through one tile's frames. */
export interface TrackedFace<Memory> {
  /** From 1, left to right at first sight, kept while the face is followed. */
  readonly number: number;
  readonly face: DetectedFace;
  /** What the caller knows about this face; as old as the face is followed. */
  readonly memory: Memory;
  /** What it looks like, over the last seconds. */
  readonly appearance: Appearance | undefined;
}

interface Track<Memory> {
  readonly number: number;
  readonly memory: Memory;
  box: Box;
  /** Movement of the box's centre, in pictures per second. */
  velocity: { x: number; y: number };
  seen: number;
  appearance: Appearance | undefined;
}

/** A face may be away this long (somebody walks past it, a hand before it) and is still the same face. Milliseconds. */
export const ABSENCE = 3000;
/** Milliseconds without a look at the tile after which places say less, by a factor of e for each as many more … */
const BLIND = 350;
/** … down to here: who looks alike has most likely stayed where they were. */
const LEAST_TRUST = 0.15;
/** After that time, a face so like one that was there, of 0 to 1, may be it at any place that can be walked to … */
const ALIKE = 0.06;
/** … at this speed, face sizes per second. */
const WALK = 3;
/** How far off its foretold place a face may turn up at once, in face sizes, and how much farther for each second … */
const REACH = 0.9;
const REACH_PER_SECOND = 1.5;
/** … up to here, milliseconds: who is away longer comes back where they sat, or is somebody else. */
const MAX_STRAY = 1000;
/** A face's velocity forgets older movement at this rate: after so long, milliseconds, 1/e of it is left. */
const INERTIA = 180;
/** Face sizes per second: slower is a face that rests, whose box trembles or is pulled along by one that passes before it. */
const RESTING = 0.6;
/** Face sizes that people are the farther apart, the less alike they look: hair, skin and clothes differ by 0.1 to 0.4. */
const DISTINCTION = 8;
/** Share of what is known of a face's appearance that one look replaces: light changes slowly, people before it quickly. */
const COLOUR_AGILITY = 0.1;
/** Velocity is foretold no farther than this: people stop. Milliseconds. */
const FORESIGHT = 400;

/**
 * Which face is which, over time, within one tile: each detection goes to the face whose foretold place, size and appearance it
 * fits best. Foretelling and appearance keep two faces apart that cross each other.
 */
export class FaceTracker<Memory> {
  private tracks: Track<Memory>[] = [];
  /** When it was last shown a frame. */
  private looked = Number.NEGATIVE_INFINITY;

  /** @param remember makes the memory of a face that is seen for the first time. */
  constructor(private readonly remember: () => Memory) {}

  /**
   * @param faces detected in one frame.
   * @param time of the frame, milliseconds; not before the last one.
   * @param appearanceOf what each of them looks like; without it, places decide alone.
   * @returns the same faces with their numbers, in the order of their numbers.
   */
  track(
    faces: readonly DetectedFace[],
    time: number,
    appearanceOf?: (face: DetectedFace) => Appearance,
  ): TrackedFace<Memory>[] {
    const seen = faces.map((face) => ({ face, appearance: appearanceOf?.(face) }));
    this.tracks = this.tracks.filter((track) => time - track.seen <= ABSENCE);
    const followed = new Map<DetectedFace, Track<Memory>>();
    const blind = Math.max(0, time - this.looked - BLIND);
    this.looked = time;
    for (const { track, detection } of matches(this.tracks, seen, time, blind)) {
      follow(track, detection, time);
      followed.set(detection.face, track);
    }
    const unmatched = seen.filter(({ face }) => !followed.has(face));
    unmatched.sort((a, b) => centre(a.face.box).x - centre(b.face.box).x);
    for (const { face, appearance } of unmatched) {
      const track = {
        number: this.freeNumber(),
        memory: this.remember(),
        box: face.box,
        velocity: { x: 0, y: 0 },
        seen: time,
        appearance,
      };
      this.tracks.push(track);
      followed.set(face, track);
    }
    return [...followed]
      .map(([face, { number, memory, appearance }]) => ({ number, face, memory, appearance }))
      .sort((a, b) => a.number - b.number);
  }

  private freeNumber(): number {
    const taken = new Set(this.tracks.map(({ number }) => number));
    let number = 1;
    while (taken.has(number)) number++;
    return number;
  }
}

/** A face that was found, and its appearance. */
interface Detection {
  readonly face: DetectedFace;
  readonly appearance: Appearance | undefined;
}

/**
 * The best pairs first, each track and each face once. Colours choose among the faces within reach, and rule none out; after
 * a time in which nobody looked they choose among all, the more the longer it was.
 *
 * @param blind milliseconds.
 */
function matches<T extends Track<unknown>>(
  tracks: readonly T[],
  detections: readonly Detection[],
  time: number,
  blind: number,
) {
  const trust = Math.max(LEAST_TRUST, Math.exp(-blind / BLIND));
  const pairs = tracks.flatMap((track) => {
    const reach = REACH + (REACH_PER_SECOND * Math.min(time - track.seen, MAX_STRAY)) / 1000;
    const walk = (WALK * blind) / 1000;
    const foretold = foretell(track, time);
    return detections
      .map((detection) => ({
        track,
        detection,
        distance: distance(foretold, detection.face.box),
        difference: difference(track, detection),
      }))
      .filter(({ distance, difference }) => distance <= reach + (difference !== null && difference < ALIKE ? walk : 0))
      .map((pair) => ({ ...pair, cost: trust * pair.distance + DISTINCTION * (pair.difference ?? 0) }));
  });
  pairs.sort((a, b) => a.cost - b.cost);
  const taken = new Set<T | Detection>();
  return pairs.filter(({ track, detection }) => {
    if (taken.has(track) || taken.has(detection)) return false;
    taken.add(track).add(detection);
    return true;
  });
}

/** null where one's colours are not known. */
const difference = (track: Track<unknown>, { appearance }: Detection): number | null =>
  track.appearance && appearance ? appearanceDistance(track.appearance, appearance) : null;

function follow(track: Track<unknown>, { face: { box }, appearance }: Detection, time: number): void {
  const seconds = (time - track.seen) / 1000;
  if (seconds > 0) {
    const [from, to] = [centre(track.box), centre(box)];
    const agility = 1 - Math.exp((track.seen - time) / INERTIA);
    const mix = (old: number, newest: number) => old + agility * (newest - old);
    track.velocity = {
      x: mix(track.velocity.x, (to.x - from.x) / seconds),
      y: mix(track.velocity.y, (to.y - from.y) / seconds),
    };
  }
  if (appearance)
    track.appearance = track.appearance ? blend(track.appearance, appearance, COLOUR_AGILITY) : appearance;
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
