import { overSmaller } from '../box';
import type { CropGeometry } from './align';
import { FollowedFace } from './follow';
import type { DetectedFace, Point } from './types';

type Pixels = Pick<ImageData, 'data' | 'width' | 'height'>;

/** Milliseconds after which the detector looks again, for who came and for where faces are by now … */
const REFRESH = 1000;
/** … and where nobody was. */
const EMPTY_REFRESH = 300;
/** What two faces share of the smaller box if both follow the same one. */
const SAME = 0.4;
/** Looks at who is alone where nobody was, at one picture after the other: one errs, by noise and by how the mouth just stands … */
const FIRST_LOOKS = 4;
/** … so their mean counts, and from then on so much of a new look beside where the face was followed to … */
const NEWEST = 0.4;
/** … unless they differ by more than this, as a share of the box's width: then the face has turned, and the look is right. */
const CLOSE = 0.06;

/**
 * A tile's faces between two looks of the detector, which costs ten times as much: each is followed from where it was, and
 * the detector looks again where one is in doubt, or cannot be read as it lies, and now and then.
 */
export class Following {
  private faces: readonly FollowedFace[] = [];
  private detected = Number.NEGATIVE_INFINITY;
  private isSure = false;
  /** Since somebody came where nobody was. */
  private looks = 0;

  /** Milliseconds between two looks. */
  private get refresh(): number {
    if (this.faces.length === 0) return EMPTY_REFRESH;
    // Of several one may be hidden for a moment, which following gets over and a look does not.
    return this.faces.length === 1 && this.looks < FIRST_LOOKS ? 0 : REFRESH;
  }

  /** Where they are now; null: the detector should look. @param time milliseconds. */
  follow(pixels: Pixels, time: number): DetectedFace[] | null {
    const age = time - this.detected;
    if (!this.isSure || age < 0 || age >= this.refresh) return null;
    const now: DetectedFace[] = [];
    for (const followed of this.faces) {
      const face = followed.follow(pixels);
      if (!face || now.some(({ box }) => overSmaller(box, face.box) > SAME)) {
        this.isSure = false;
        return null;
      }
      now.push(face);
    }
    return now;
  }

  /**
   * The detector looked.
   *
   * @returns the faces, each where looks so far say together: one look would put all that is read until the next beside
   *   the face in the same way, and what is read would no longer err by chance, which a filter over time takes out.
   */
  begin(found: readonly DetectedFace[], pixels: Pixels, time: number, geometry: CropGeometry): DetectedFace[] {
    const expected = this.isSure ? this.faces.flatMap((followed) => followed.follow(pixels) ?? []) : [];
    this.looks = found.length > 0 ? this.looks + 1 : 0;
    const share = Math.max(NEWEST, 1 / this.looks);
    const faces = found.map((face) => {
      const known = expected.find((other) => distance(other, face) < CLOSE);
      return known ? between(known, face, share) : face;
    });
    const followed = faces.map((face) => FollowedFace.of(face, pixels, geometry));
    this.faces = followed.filter((face) => face !== null);
    this.isSure = this.faces.length === faces.length;
    this.detected = time;
    return faces;
  }
}

/** Of the eyes, the farther, as a share of the box's width. */
function distance(a: DetectedFace, b: DetectedFace): number {
  const apart = (p: Point, q: Point) => Math.hypot(p.x - q.x, (p.y - q.y) * (a.box.width / a.box.height)) / a.box.width;
  return Math.max(apart(a.leftEye, b.leftEye), apart(a.rightEye, b.rightEye));
}

/**
 * @param share of the second, 0 to 1. Its box lies where it lies by itself: one that is followed goes with the face's surface,
 * which moves more than the head does when it turns.
 */
function between(a: DetectedFace, b: DetectedFace, share: number): DetectedFace {
  const mix = (p: number, q: number) => p + share * (q - p);
  const point = (p: Point, q: Point): Point => ({ x: mix(p.x, q.x), y: mix(p.y, q.y) });
  const size = { width: mix(a.box.width, b.box.width), height: mix(a.box.height, b.box.height) };
  const middle = { x: b.box.x + b.box.width / 2, y: b.box.y + b.box.height / 2 };
  return {
    ...b,
    box: { x: middle.x - size.width / 2, y: middle.y - size.height / 2, ...size },
    leftEye: point(a.leftEye, b.leftEye),
    rightEye: point(a.rightEye, b.rightEye),
    nose: point(a.nose, b.nose),
    mouth: point(a.mouth, b.mouth),
  };
}
