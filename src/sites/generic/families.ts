import { membersOf } from '../members';
import { parentOf } from '../shadow';
import { liveTrack } from '../video';
import { areaOf, isShown } from '../visible';

/** Square CSS pixels; smaller videos are icons or spares. */
export const MIN_AREA = 4000;
/** How far up a tile's name may be. */
const LEVELS = 4;
/**
 * A tile is little larger than its video, or a wide row with it; what is larger is the page around it, whose texts name
 * no one. Guesses: square of a tile's share, height's share and room for a line of text.
 */
const LARGEST = { area: 2.2, height: 1.35, line: 24 };

/** A video and the ancestors that are its alone: together, what a page means by a tile. */
export interface Family {
  readonly video: HTMLVideoElement;
  readonly track: MediaStreamTrack | null;
  /** A live track, shown large enough to read. */
  readonly on: boolean;
  /** Ancestors with no other participant's video in them, nearest first. */
  readonly own: readonly Element[];
}

/** Each of a page's videos, with the elements that are its participant's alone. */
export function familiesOf(videos: readonly HTMLVideoElement[]): Family[] {
  const seen = videos.map((video) => {
    const track = liveTrack(video);
    return { video, track, on: track !== null && isShown(video, MIN_AREA) };
  });
  // Spares that do not show take no tile from a video that does.
  const among = new Tenants(seen.filter(({ on }) => on));
  const amongAll = new Tenants(seen);
  return seen.map((one) => {
    const tenants = one.on ? among : amongAll;
    const ancestors = ancestorsOf(one.video);
    const end = ancestors.findIndex(
      (ancestor) => tenants.count(ancestor) > 1 || (one.on && !fits(ancestor, one.video)),
    );
    return { ...one, own: end < 0 ? ancestors : ancestors.slice(0, end) };
  });
}

function fits(ancestor: Element, video: Element): boolean {
  const { height } = video.getBoundingClientRect();
  const isRow = membersOf(ancestor).getBoundingClientRect().height <= height * LARGEST.height + LARGEST.line;
  return isRow || areaOf(ancestor) <= areaOf(video) * LARGEST.area;
}

/** Who has a video in an element. Copies of one track (a blurred backdrop, say) are one. */
class Tenants {
  private readonly of = new Map<Element, Set<object>>();

  constructor(videos: readonly { video: HTMLVideoElement; track: MediaStreamTrack | null }[]) {
    for (const { video, track } of videos) {
      for (const ancestor of ancestorsOf(video)) {
        const tenants = this.of.get(ancestor) ?? new Set();
        this.of.set(ancestor, tenants.add(track ?? video));
      }
    }
  }

  count(element: Element): number {
    return this.of.get(element)?.size ?? 0;
  }
}

function ancestorsOf(video: Element): Element[] {
  const page = membersOf(video.ownerDocument);
  const ancestors: Element[] = [];
  for (let node = parentOf(video); node && ancestors.length < LEVELS; node = parentOf(node)) {
    if (node === page.body || node === page.documentElement) break;
    ancestors.push(node);
  }
  return ancestors;
}
