import { membersOf } from './members';
import { readName, type ShownName } from './name';
import { isOwnVideo } from './own';
import { all, within } from './query';
import type { ScannedTile, Site } from './site';
import { shownVideo } from './video';

const LIVE = 'live capture 2026-04-30, denis-rizun/tryniq docs/google-meet-dom.html';
const LIVE_MARCH = 'live capture by others, 2026-03-17';

const selectors = {
  tile: [
    { css: '[data-tile-media-id][data-participant-id]', seen: LIVE },
    { css: '[data-participant-id]:has([data-layout], [data-ssrc], video)', seen: LIVE_MARCH },
  ],
  /** The people panel names participants by the same attribute. */
  notTile: [{ css: '[role="listitem"]', seen: LIVE }],
  video: [
    { css: '[data-ssrc] video', seen: LIVE },
    { css: 'video', seen: LIVE },
  ],
  name: [
    { css: 'span.notranslate', seen: LIVE },
    { css: '[data-self-name]', seen: 'folklore before 2026; none in captures of 2026' },
    { css: '.zWGUib', seen: 'folklore before 2026' },
  ],
  self: [
    { css: '[jsname="nsKqzb"]', seen: LIVE },
    { css: '[jsname="Ac69Jc"]', seen: LIVE },
  ],
  minimisedSelf: [{ css: '[jsname="Qiayqc"]', seen: LIVE }],
  icon: [{ css: 'i', seen: LIVE }],
  control: [{ css: 'button', seen: LIVE }],
};

/** Icon ligatures of the controls that only the own tile has; they do not change with the language. */
const SELF_ICONS = new Set(['frame_person', 'visual_effects']);

const CODE = /^\/([a-z]{3}-[a-z]{4}-[a-z]{3})(?:\/|$)/;
const CALL = /^\/(?:[a-z]{3}-[a-z]{4}-[a-z]{3}|lookup\/[^/]+)(?:\/|$)/;

export const meet: Site = {
  id: 'meet',
  label: 'Google Meet',
  matches: (url) => url.hostname === 'meet.google.com',
  isCall: (url) => CALL.test(url.pathname),
  callKey: (url) => CODE.exec(url.pathname)?.[1] ?? null,
  selectors,
  scan: (page) =>
    all(page, selectors.tile)
      .filter(
        (tile, _, tiles) =>
          !within(tile, selectors.notTile) && !tiles.some((t) => t !== tile && membersOf(t).contains(tile)),
      )
      .map(readTile),
};

function readTile(tile: Element): ScannedTile {
  const participant = membersOf(tile).getAttribute('data-participant-id') || null;
  const media = membersOf(tile).getAttribute('data-tile-media-id') || participant;
  const source = selectors.video.reduce<HTMLVideoElement | null>(
    (found, { css }) => found ?? shownVideo(tile, css),
    null,
  );
  const own = isOwnVideo(source) ?? (isSelf(tile) || null);
  const shown = nameOf(tile, own);
  return {
    key: participant,
    name: shown.name,
    isSelf: own ?? shown.self,
    kind: media === participant ? 'person' : 'screen',
    element: tile,
    source,
  };
}

function nameOf(tile: Element, own: boolean | null): ShownName {
  for (const element of all(tile, selectors.name)) {
    const shown = readName(membersOf(element).textContent, own);
    if ((shown.name || shown.self) && !isIcon(element)) return shown;
  }
  return { name: null, self: false };
}

/** A ligature that lost its icon font, or its place. */
function isIcon(element: Element): boolean {
  const text = membersOf(element).textContent?.trim() ?? '';
  return (
    SELF_ICONS.has(text) || within(element, selectors.control) || /icon|symbol/i.test(membersOf(element).className)
  );
}

function isSelf(tile: Element): boolean {
  return (
    all(tile, selectors.self).length > 0 ||
    within(tile, selectors.minimisedSelf) ||
    all(tile, selectors.minimisedSelf).length > 0 ||
    all(tile, selectors.icon).some((icon) => SELF_ICONS.has(icon.textContent?.trim() ?? ''))
  );
}
