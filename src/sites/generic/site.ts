import { MOST } from '../query';
import { deepQuery } from '../shadow';
import type { ScannedTile, Site } from '../site';
import { originOf } from '../video';
import { isShown } from '../visible';
import { type Family, familiesOf, MIN_AREA } from './families';
import { isOwn, isScreen } from './hints';
import { findIds } from './ids';
import { findNames, type Named } from './names';

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
    const families = familiesOf(videos.filter(mayBeTile).slice(0, MOST));
    const named = findNames(families, performance.now());
    const names = named.map(({ name }) => name);
    const ids = findIds(families, names);
    return families.flatMap((family, i) => {
      const others = names.filter((_, j) => j !== i);
      return readFamily(family, named[i]!, ids[i]!, others) ?? [];
    });
  },
};

/** A stream, or an empty element that may have had one; never a film. */
function mayBeTile(video: HTMLVideoElement): boolean {
  return video.srcObject instanceof MediaStream || (!video.srcObject && !video.currentSrc);
}

function readFamily(family: Family, named: Named, key: string | null, others: (string | null)[]): ScannedTile | null {
  const { video, track, on, own } = family;
  // Camera off: the place that is left of the tile.
  const element = on ? video : own.find((ancestor) => isShown(ancestor, MIN_AREA));
  if (!element) return null;
  const { name, isSelf, isRestless } = named;
  return {
    key,
    name,
    isSelf: isSelf || isOwn(family, name),
    kind: (track && originOf(track) === 'screen') || isScreen(family, named, others) ? 'screen' : 'person',
    element,
    anchor: video,
    source: on ? video : null,
    isEmpty: !video.srcObject,
    ...(isRestless ? { isRestless } : {}),
  };
}
