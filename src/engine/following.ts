import type { CropGeometry } from './align';
import { FollowedFace } from './follow';
import { overlap } from './suppression';
import type { DetectedFace } from './types';

type Pixels = Pick<ImageData, 'data' | 'width' | 'height'>;

/** Milliseconds after which the detector looks again, for who came and for where faces are by now … */
const REFRESH = 1000;
/** … and where nobody was. */
const EMPTY_REFRESH = 300;
/** What two faces share of the smaller box if both follow the same one. */
const SAME = 0.4;

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
      if (!face || now.some(({ box }) => overlap(box, face.box) > SAME)) {
        this.isSure = false;
        return null;
      }
      now.push(face);
    }
    return now;
  }

  /** The detector looked. */
  begin(faces: readonly DetectedFace[], pixels: Pixels, time: number, geometry: CropGeometry): void {
    const followed = faces.map((face) => FollowedFace.of(face, pixels, geometry));
    this.faces = followed.filter((face) => face !== null);
    this.isSure = this.faces.length === faces.length;
    this.detected = time;
  }
}
