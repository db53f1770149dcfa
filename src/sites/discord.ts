import { attributeOf, membersOf } from './members';
import { readName } from './name';
import { isOwnVideo, ownOf } from './own';
import { all, first } from './query';
import type { ScannedTile, Site } from './site';
import { liveTrack, originOf, shownVideo } from './video';

const SEEN = 'collected 2026-09 from public repositories; no live capture of ours';

const selectors = {
  tile: [{ css: '[data-selenium-video-tile]', seen: SEEN }],
  name: [{ css: '[class*="focusTarget"][aria-label]', seen: SEEN }],
};

/** A label about somebody's stream, in English, where no tile of that user shows whose name is in it. */
const STREAM = /^stream (?:by|of|from) .|[’']s? (?:stream|screen)$/i;

export const discord: Site = {
  id: 'discord',
  label: 'Discord',
  matches: (url) => /(^|\.)discord\.com$/.test(url.hostname),
  isCall: (url) => (url.pathname.startsWith('/channels/') ? null : false),
  selectors,
  scan(page) {
    const seen = all(page, selectors.tile).map(look);
    const selves = ownOf(seen.map(({ own, said, key }) => ({ own, said, who: key })));
    return seen.map((one, i) => readTile(one, selves[i]!, seen));
  },
};

interface Seen {
  readonly tile: Element;
  /** Camera and screen share of a user carry the same id. */
  readonly key: string | null;
  readonly label: string | null;
  readonly source: HTMLVideoElement | null;
  readonly own: boolean | null;
  readonly said: boolean;
}

function look(tile: Element): Seen {
  const focus = first(tile, selectors.name) ?? membersOf(tile).closest(selectors.name[0]!.css);
  const label = attributeOf(focus, 'aria-label');
  const source = shownVideo(tile);
  const own = isOwnVideo(source);
  const key = membersOf(tile).getAttribute('data-selenium-video-tile') || null;
  return { tile, key, label, source, own, said: readName(label, own).self };
}

function readTile(one: Seen, isSelf: boolean, all: readonly Seen[]): ScannedTile {
  const { tile, key, label, source } = one;
  const kind = isScreen(one, all) ? 'screen' : 'person';
  return {
    key,
    name: kind === 'screen' ? null : readName(label, isSelf || one.own).name,
    isSelf,
    kind,
    element: tile,
    source,
  };
}

/** The tile of a user whose label says more than the name that their other tile bears. */
function isScreen({ tile, key, label, source }: Seen, all: readonly Seen[]): boolean {
  const track = source && liveTrack(source);
  if (track && originOf(track) === 'screen') return true;
  if (label === null) return false;
  const twins = all.filter((other) => other.tile !== tile && other.key !== null && other.key === key);
  if (twins.length === 0) return STREAM.test(label);
  return twins.some((twin) => twin.label && label !== twin.label && label.includes(twin.label));
}
