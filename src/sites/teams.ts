import { attributeOf, membersOf, textOf } from './members';
import { readName, type ShownName } from './name';
import { isOwnVideo, ownOf } from './own';
import { all, first } from './query';
import type { Site } from './site';
import { shownVideo } from './video';

const SEEN = 'collected 2026-09 from public repositories; no live capture of ours';

const selectors = {
  tile: [
    { css: '[data-stream-type][data-tid]', seen: SEEN },
    { css: '[data-cid="calling-participant-stream"]', seen: SEEN },
  ],
  nameTag: [{ css: '[data-tid="participant-info-nametag"]', seen: SEEN }],
  /** The user's own picture in the title bar, whose label is their name. */
  me: [{ css: '[data-tid="me-control-avatar"]', seen: SEEN }],
};

const HOSTS = new Set(['teams.microsoft.com', 'teams.live.com', 'teams.cloud.microsoft']);

export const teams: Site = {
  id: 'teams',
  label: 'Microsoft Teams',
  matches: (url) => HOSTS.has(url.hostname),
  // One address for chats, calendar and calls.
  isCall: () => null,
  selectors,
  scan(page) {
    const me = readName(attributeOf(first(page, selectors.me), 'aria-label'), true).name;
    const seen = all(page, selectors.tile).map((tile) => look(tile, me));
    const selves = ownOf(seen.map(({ own, said, shown }, i) => ({ own, said, who: shown.name ?? i })));
    return seen.map(({ tile, source, shown }, i) => ({
      // The element's id is of a person and a layout; it goes with neither.
      key: null,
      name: shown.name,
      isSelf: selves[i]!,
      kind: membersOf(tile).getAttribute('data-stream-type') === 'ScreenSharing' ? 'screen' : 'person',
      element: tile,
      source,
    }));
  },
};

interface Seen {
  readonly tile: Element;
  readonly source: HTMLVideoElement | null;
  readonly own: boolean | null;
  readonly said: boolean;
  readonly shown: ShownName;
}

function look(tile: Element, me: string | null): Seen {
  const source = shownVideo(tile);
  const own = isOwnVideo(source);
  const tag = readName(textOf(first(tile, selectors.nameTag)), own);
  const shown = tag.name ? tag : readName(tileName(tile), own);
  const said = shown.self || tag.self || (me !== null && shown.name === me);
  return { tile, source, own, said, shown };
}

/** The attribute is the display name, and " 2" at its end where two bear it; or the id of a thing, which is no name. */
function tileName(tile: Element): string | null {
  const name = membersOf(tile).getAttribute('data-tid')?.replace(/ \d$/, '') ?? null;
  return name && /^[a-z0-9]+(?:[-_][a-z0-9]+)+$/.test(name) ? null : name;
}
