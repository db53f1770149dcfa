import { type Appearance, appearanceDistance } from './appearance';
import type { UsualFace } from './usual';

/** A face may be away this long, milliseconds, and its usual is still known: what rests on older minutes is none. */
export const REMEMBERED = 300_000;
/** Colours farther apart than this are another person, or another light; people differ by 0.1 to 0.4. */
const ALIKE = 0.08;

/** What is told of a face in a frame. */
interface FaceInFrame {
  /** Its number within the tile. */
  readonly number: number;
  readonly appearance: Appearance | undefined;
  readonly memory: { usual: UsualFace };
}

/**
 * The usual of a tile that has one face alone. It outlasts the face's being lost, and the camera's being off, if one face
 * alone comes back within minutes in the same colours. A tile that ever showed two faces keeps none, nor does one whose
 * face comes back in other colours: to begin anew costs 20 seconds, to mix two people would be wrong.
 */
export class LoneFace {
  private known: { readonly usual: UsualFace; readonly appearance: Appearance; readonly seen: number } | null = null;
  private isShared = false;

  /** One frame's faces; a face that is the known one come back gets its usual again. @param time milliseconds. */
  note(faces: readonly FaceInFrame[], time: number): void {
    const [face] = faces;
    if (!face) return;
    // A number above 1 is that of a face beside another, which may be hidden for a moment.
    this.isShared ||= faces.length > 1 || face.number > 1;
    const { appearance, memory } = face;
    const { known } = this;
    if (this.isShared || !appearance) {
      this.known = null;
      return;
    }
    const isBack = known && known.usual !== memory.usual && time - known.seen <= REMEMBERED;
    if (isBack && appearanceDistance(known.appearance, appearance) <= ALIKE) {
      known.usual.interrupt();
      memory.usual = known.usual;
    }
    this.known = { usual: memory.usual, appearance, seen: time };
  }
}
