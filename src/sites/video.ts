import { membersOf } from './members';
import { areaOf, isShown } from './visible';

/** The video track that an element plays, while it is live. */
export function liveTrack(video: HTMLVideoElement): MediaStreamTrack | null {
  const stream = video.srcObject;
  if (!(stream instanceof MediaStream)) return null;
  return stream.getVideoTracks().find((track) => track.readyState === 'live') ?? null;
}

/** The largest shown video with a live track among the matches of `css` in a tile; null where the camera is off. */
export function shownVideo(tile: ParentNode, css = 'video'): HTMLVideoElement | null {
  let largest: HTMLVideoElement | null = null;
  for (const video of membersOf(tile).querySelectorAll<HTMLVideoElement>(css)) {
    if (!liveTrack(video) || !isShown(video)) continue;
    if (!largest || areaOf(video) > areaOf(largest)) largest = video;
  }
  return largest;
}

/** Where a track comes from. `made`: drawn or processed by the page (a blurred background, a canvas). */
export type Origin = 'camera' | 'screen' | 'remote' | 'made';

/**
 * Measured in Chromium 156 (2026-11-21): a screen capture has `displaySurface`, a camera `groupId`, a received track the
 * label "remote video" and its own id as `deviceId`, a canvas capture none of these.
 */
export function originOf(track: MediaStreamTrack): Origin {
  const settings = track.getSettings();
  if (settings.displaySurface) return 'screen';
  if (settings.groupId) return 'camera';
  return track.label === 'remote video' || settings.deviceId === track.id ? 'remote' : 'made';
}
