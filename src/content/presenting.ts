import { membersOf } from '../sites/members';
import type { ScannedTile } from '../sites/site';
import { liveTrack, originOf } from '../sites/video';

/** Where a track comes from never changes, and asking costs more than all else here. */
const fromScreen = new WeakMap<MediaStreamTrack, boolean>();

/**
 * Whether the user shares a screen, as far as the page tells: it plays the shared picture back to them, or has a tile of
 * theirs that shows a screen. A page that shares without showing so is not seen.
 */
export function isPresenting(tiles: readonly ScannedTile[]): boolean {
  if (tiles.some(({ kind, isSelf }) => kind === 'screen' && isSelf)) return true;
  return [...membersOf(document).querySelectorAll('video')].some((video) => {
    const track = liveTrack(video);
    if (!track) return false;
    const known = fromScreen.get(track) ?? originOf(track) === 'screen';
    fromScreen.set(track, known);
    return known;
  });
}
