import { membersOf, textOf } from './members';
import { readName } from './name';
import { all, first, within } from './query';
import type { ScannedTile, Site } from './site';
import { shownVideo } from './video';

const SOURCE = 'upstream source jitsi/jitsi-meet, 2026-09';

const selectors = {
  tile: [{ css: '.videocontainer[id^="participant_"], #localVideoContainer', seen: SOURCE }],
  /** Repeats the tile of whoever is on stage. */
  stage: [{ css: '#largeVideoContainer', seen: SOURCE }],
  name: [{ css: '.displayname', seen: SOURCE }],
};

const OWN = 'localVideoContainer';
/** A screen share is a participant of its own; one of the stage filmstrip is a copy. */
const SCREEN = /-v\d+$|_screenshare$/;

export const jitsi: Site = {
  id: 'jitsi',
  label: 'Jitsi Meet',
  matches: (url) => url.hostname === 'meet.jit.si',
  isCall: (url) => url.pathname.length > 1 && !url.pathname.startsWith('/static/'),
  // Names of rooms are the same in capitals.
  callKey: (url) => (url.pathname.length > 1 ? url.pathname.toLowerCase() : null),
  selectors,
  scan: (page) =>
    all(page, selectors.tile)
      .filter((tile) => !within(tile, selectors.stage))
      .map(readTile),
};

function readTile(tile: Element): ScannedTile {
  const isOwn = membersOf(tile).id.startsWith(OWN);
  const shown = readName(textOf(first(tile, selectors.name)), isOwn);
  return {
    key: isOwn
      ? 'local'
      : membersOf(tile)
          .id.replace(/^participant_/, '')
          .replace(/_(?:stage|screenshare)$/, '') || null,
    name: shown.name,
    isSelf: isOwn,
    kind: SCREEN.test(membersOf(tile).id) ? 'screen' : 'person',
    element: tile,
    source: shownVideo(tile),
  };
}
