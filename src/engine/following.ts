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
/** How much a new look counts beside where the face was followed to: a look alone errs by how the mouth just stands … */
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

  /** Where they are now; null: the detector should look. @param time milliseconds. */
  follow(pixels: Pixels, time: number): DetectedFace[] | null {
    const age = time - this.detected;
    if (!this.isSure || age < 0 || age >= (this.faces.length > 0 ? REFRESH : EMPTY_REFRESH)) return null;
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
    const faces = found.map((face) => {
      const known = expected.find((other) => distance(other, face) < CLOSE);
      return known ? between(known, face, NEWEST) : face;
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

/** @param share of the second, 0 to 1. */
function between(a: DetectedFace, b: DetectedFace, share: number): DetectedFace {
  const mix = (p: number, q: number) => p + share * (q - p);
  const point = (p: Point, q: Point): Point => ({ x: mix(p.x, q.x), y: mix(p.y, q.y) });
  return {
    ...b,
    box: {
      ...point(a.box, b.box),
      width: mix(a.box.width, b.box.width),
      height: mix(a.box.height, b.box.height),
    },
    leftEye: point(a.leftEye, b.leftEye),
    rightEye: point(a.rightEye, b.rightEye),
    nose: point(a.nose, b.nose),
    mouth: point(a.mouth, b.mouth),
  };
}
