import { area, type Box, overSmaller } from '../box';
import { pose } from './align';
import type { Verification } from './face-verification';
import { MAX_TILT } from './quality';
import type { DetectedFace, Quarters } from './types';

/** Milliseconds after which a face is looked at again, and a fold that is none. */
const INTERVAL = 6000;
/** Milliseconds between two verifications, at the least. */
const PAUSE = 250;
/** Milliseconds after which a face is looked at again that lies on its side: the picture may have been turned. */
const ON_ITS_SIDE = 1000;
/** A detector so much less sure than when the face was last looked at again may see it upside down by now. */
const DROP = 0.1;
/** Verifications in one frame, at the most: one takes as long as the first. Who waits is not shown yet. */
const MOST = 6;
/** Milliseconds that a verdict outlives what it is of; it holds until the next frame at least, however late that comes. */
const KEPT = 1000;
/** What a face shares of the smaller box with where it was a moment ago. */
const SAME = 0.4;

/** What verification said of a place, which moves along with what is seen there. */
interface Verdict {
  readonly box: Box;
  /** When it was last there, and when it was looked at again. */
  readonly seen: number;
  readonly looked: number;
  /** The first look's score then. */
  readonly score: number;
  /** How the face lies; null: it is none. */
  readonly quarters: Quarters | null;
}

/**
 * Lets a tile's faces through that verification confirmed, with keypoints that are right: looked at again when they are
 * new, when the detector grows less sure of them, and now and then. Learns how the tile's picture is turned.
 */
export class VerifiedFaces {
  private verdicts: Verdict[] = [];
  /** When the last frame was. */
  private last = Number.NEGATIVE_INFINITY;
  /** How the tile's faces lie: the next frame's detector should look so. */
  quarters: Quarters = 0;

  /**
   * @param faces as the first look found them.
   * @param picture its size in pixels.
   * @param time of the frame, milliseconds; not before the last one.
   * @param again verifies a face, at one way up alone where it is given.
   */
  async confirm(
    faces: readonly DetectedFace[],
    picture: { readonly width: number; readonly height: number },
    time: number,
    again: (face: DetectedFace, quarters?: Quarters) => Promise<Verification | null>,
  ): Promise<DetectedFace[]> {
    const before = this.holding(time);
    const now: Verdict[] = [];
    const confirmed: DetectedFace[] = [];
    let looks = 0;
    for (const face of faces.toSorted((a, b) => a.box.x - b.box.x)) {
      const known = nearest(before, face.box);
      if (known) before.delete(known);
      const due = !known || isDue(known, face, picture, time);
      const turned = known !== undefined && known.quarters !== null && known.quarters !== (face.quarters ?? 0);
      if ((!due && !turned) || looks === MOST) {
        if (known) now.push({ ...known, box: face.box, seen: time });
        if (known && known.quarters !== null && !turned) confirmed.push(face);
        continue;
      }
      looks++;
      const look = await again(face, due ? undefined : known.quarters!);
      // Where both agree the first is taken, as in the frames to come: a crop that jumps changes readings.
      const sure = look && (look.agrees ? face : look.face);
      if (sure) confirmed.push(sure);
      if (due) {
        const quarters = sure ? (sure.quarters ?? 0) : null;
        now.push({ box: face.box, seen: time, looked: time, score: face.score, quarters });
      } else now.push({ ...known, box: face.box, seen: time });
    }
    this.verdicts = [...before, ...now];
    this.quarters = largest(confirmed)?.quarters ?? this.quarters;
    return confirmed;
  }

  /** Faces were followed, without a first look: verdicts go along with them, and the others stay. */
  follow(faces: readonly DetectedFace[], time: number): void {
    const left = this.holding(time);
    const now: Verdict[] = [];
    for (const { box } of faces) {
      const known = nearest(left, box);
      if (!known) continue;
      left.delete(known);
      now.push({ ...known, box, seen: time });
    }
    for (const verdict of left) now.push(verdict.quarters === null ? { ...verdict, seen: time } : verdict);
    this.verdicts = now;
  }

  /** Verdicts that still hold. */
  private holding(time: number): Set<Verdict> {
    const { last } = this;
    this.last = time;
    return new Set(this.verdicts.filter(({ seen }) => seen === last || time - seen <= KEPT));
  }
}

function isDue(
  { looked, score, quarters }: Verdict,
  face: DetectedFace,
  { width, height }: { readonly width: number; readonly height: number },
  time: number,
): boolean {
  const age = time - looked;
  const isTilted = quarters !== null && Math.abs(pose(face, width, height).tilt) > MAX_TILT;
  return age >= (isTilted ? ON_ITS_SIDE : INTERVAL) || (age >= PAUSE && face.score < score - DROP);
}

function nearest(verdicts: Iterable<Verdict>, box: Box): Verdict | undefined {
  return [...verdicts]
    .map((verdict) => ({ verdict, shared: overSmaller(verdict.box, box) }))
    .filter(({ shared }) => shared > SAME)
    .sort((a, b) => b.shared - a.shared)[0]?.verdict;
}

function largest(faces: readonly DetectedFace[]): DetectedFace | undefined {
  return faces.toSorted((a, b) => area(b.box) - area(a.box))[0];
}
