import { deepQuery } from '../shadow';
import type { ScannedTile, Site } from '../site';
import { originOf } from '../video';
import { isShown } from '../visible';
import { type Family, familiesOf, MIN_AREA } from './families';
import { isOwn, isScreen } from './hints';
import { findNames } from './names';

const selectors = { video: [{ css: 'video', seen: 'HTML standard' }] };

/**
 * Any page that plays WebRTC video in `<video>` elements. Measured: whether a video shows, and where its track comes
 * from. Guessed: names (nearest text that tells tiles apart), screen shares and processed self views (the page's words).
 */
export const generic: Site = {
  id: 'generic',
  label: 'Video call',
  matches: () => true,
  isCall: () => null,
  selectors,
  scan(page) {
    const videos = deepQuery(page, selectors.video[0]!.css) as HTMLVideoElement[];
    const families = familiesOf(videos.filter(mayBeTile));
    const names = findNames(families);
    return families.flatMap((family, i) => readFamily(family, names[i]!) ?? []);
  },
};

/** A stream, or an empty element that may have had one; never a film. */
function mayBeTile(video: HTMLVideoElement): boolean {
  return video.srcObject instanceof MediaStream || (!video.srcObject && !video.currentSrc);
}

function readFamily(family: Family, shown: { name: string | null; self: boolean }): ScannedTile | null {
  const { video, track, on, own } = family;
  // Camera off: the place that is left of the tile.
  const element = on ? video : own.find((ancestor) => isShown(ancestor, MIN_AREA));
  if (!element) return null;
  return {
    key: null,
    name: shown.name,
    isSelf: shown.self || isOwn(family),
    kind: (track && originOf(track) === 'screen') || isScreen(family, shown.name) ? 'screen' : 'person',
    element,
    anchor: video,
    source: on ? video : null,
    isEmpty: !video.srcObject,
  };
}
