import { readName } from './name';
import { all, first } from './query';
import type { ScannedTile, Site } from './site';
import { liveTrack, originOf, shownVideo } from './video';

const SEEN = 'call-pages.md, collected 2026-09 from public repositories; no live capture of ours';

const selectors = {
  tile: [{ css: '[data-selenium-video-tile]', seen: SEEN }],
  name: [{ css: '[class*="focusTarget"][aria-label]', seen: SEEN }],
};

/** English; other languages fall to what the track says. */
const SCREEN = /\b(?:stream|screen)\b/i;

export const discord: Site = {
  id: 'discord',
  label: 'Discord',
  matches: (url) => /(^|\.)discord\.com$/.test(url.hostname),
  isCall: (url) => (url.pathname.startsWith('/channels/') ? null : false),
  selectors,
  scan: (page) => all(page, selectors.tile).map(readTile),
};

function readTile(tile: Element): ScannedTile {
  const label =
    (first(tile, selectors.name) ?? tile.closest(selectors.name[0]!.css))?.getAttribute('aria-label') ?? null;
  const isScreen = label !== null && SCREEN.test(label);
  const source = shownVideo(tile);
  const track = source && liveTrack(source);
  const origin = track && originOf(track);
  const shown = readName(label);
  return {
    // Camera and screen share of a user carry the same id.
    key: tile.getAttribute('data-selenium-video-tile') || null,
    name: isScreen ? null : shown.name,
    isSelf: shown.self || origin === 'camera',
    kind: isScreen || origin === 'screen' ? 'screen' : 'person',
    element: tile,
    source,
  };
}
