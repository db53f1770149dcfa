import { liveTrack, originOf } from './video';

/** Elements that play the own camera, or played it when it was last on. */
const own = new WeakSet<Element>();

/**
 * Whether a video is the user's own, as far as its track tells: never where it is received; null where nothing tells. What
 * an element was stays true while its camera is off.
 */
export function isOwnVideo(video: Element | null): boolean | null {
  if (!(video instanceof HTMLVideoElement)) return null;
  const track = liveTrack(video);
  const origin = track && originOf(track);
  if (origin === 'camera') own.add(video);
  else if (origin) own.delete(video);
  if (origin === 'remote') return false;
  return own.has(video) || null;
}

/** What speaks for a tile being the user's own. */
export interface Claim {
  /** By its track, or by structure that only the own tile has. */
  readonly own: boolean | null;
  /** A text in it says so: "(you)", which anybody may call themselves. */
  readonly said: boolean;
  /** Copies of one person's tile make the same claim. */
  readonly who: unknown;
}

/** Who is the user: by tracks, and where those leave it open, whoever alone is said to be. */
export function ownOf(claims: readonly Claim[]): boolean[] {
  const said = new Set(claims.filter((claim) => claim.said && claim.own === null).map(({ who }) => who));
  const isKnown = claims.some(({ own }) => own === true);
  return claims.map((claim) => claim.own ?? (claim.said && !isKnown && said.size === 1));
}
