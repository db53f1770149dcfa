import { type Box, fractionsOf, intersection } from '../box';
import { attributeOf, membersOf } from './members';
import { readName, type ShownName } from './name';
import { isOwnVideo, ownOf } from './own';
import { all, first } from './query';
import { shadowOf } from './shadow';
import type { ScannedTile, Site } from './site';
import { areaOf, isShown } from './visible';

const PLAYER = 'attendee-labs/attendee zoom_web_chromedriver_payload.js, Meeting SDK 5.1.4, read 2026-11-21';
const NAMES = 'live captures of 2026, several meeting bots';

const selectors = {
  player: [{ css: 'video-player[node-id]', seen: PLAYER }],
  playerContainer: [{ css: 'video-player-container', seen: PLAYER }],
  video: [{ css: 'video', seen: PLAYER }],
  canvas: [{ css: 'canvas', seen: PLAYER }],
  frame: [{ css: '[class*="-container__video-frame"]', seen: NAMES }],
  name: [
    { css: '.video-avatar__avatar-footer span', seen: NAMES },
    { css: '.video-avatar__avatar-title', seen: NAMES },
    { css: '.video-avatar__avatar-footer', seen: NAMES },
    { css: '.video-avatar__avatar-name', seen: NAMES },
  ],
  photo: [{ css: '.video-avatar__avatar-img', seen: NAMES }],
  /** What stands in place of the picture while the camera is off. */
  avatar: [{ css: '.video-avatar__avatar-img, .video-avatar__avatar-name', seen: NAMES }],
};

/** The low bits of a node id number a participant's streams: the camera has none set, a screen share has. */
const STREAM_BITS = 10;

export const zoom: Site = {
  id: 'zoom',
  label: 'Zoom',
  matches: (url) => /(^|\.)zoom\.us$/.test(url.hostname),
  // The client sits in an iframe whose address names no meeting.
  isCall: (url) =>
    /^\/wc\/(?:join\/)?\d+/.test(url.pathname) ? true : /^\/wc(\/|$)/.test(url.pathname) ? null : false,
  callKey: (url) => /^\/wc\/(?:join\/)?(\d+)/.exec(url.pathname)?.[1] ?? null,
  selectors,
  scan(page) {
    const players = all(page, selectors.player);
    const every = all(page, selectors.frame);
    // A gallery's own class may match too: a frame holds no other.
    const galleries = new Set<Element>();
    for (const inner of [...players, ...every])
      for (let outer = frameAround(inner); outer && !galleries.has(outer); outer = frameAround(outer))
        galleries.add(outer);
    const frames = every.filter((frame) => !galleries.has(frame));
    const seen = [...players.map(lookAtPlayer), ...frames.filter((frame) => isShown(frame)).map(lookAtFrame)];
    const selves = ownOf(seen.map(({ own, shown, tile }, i) => ({ own, said: shown.self, who: tile.key ?? i })));
    return seen.map(({ tile, shown }, i) => ({ ...tile, name: shown.name, isSelf: selves[i]! }));
  },
};

interface Seen {
  readonly tile: Omit<ScannedTile, 'name' | 'isSelf'>;
  readonly shown: ShownName;
  /** By its track; a shared canvas has none. */
  readonly own: boolean | null;
}

function frameAround(element: Element): Element | null {
  const { parentElement } = membersOf(element);
  return parentElement && membersOf(parentElement).closest(selectors.frame[0]!.css);
}

function lookAtPlayer(player: Element): Seen {
  const node = Number.parseInt(player.getAttribute('node-id') ?? '', 10);
  const participant = (node >> STREAM_BITS) << STREAM_BITS;
  const frame = player.closest(selectors.frame[0]!.css);
  const picture = pixels(player, frame);
  const own = isOwnVideo(picture.source);
  return {
    tile: {
      key: Number.isNaN(node) ? null : String(participant),
      kind: Number.isNaN(node) || node === participant ? 'person' : 'screen',
      element: areaOf(player) > 0 || !frame ? player : frame,
      anchor: player,
      ...picture,
    },
    shown: nameIn(frame ?? player, own),
    own,
  };
}

/** A participant whose camera is off may have a frame and no player. */
function lookAtFrame(frame: Element): Seen {
  return {
    tile: { key: null, kind: 'person', element: frame, source: null },
    shown: nameIn(frame, null),
    own: null,
  };
}

function nameIn(frame: Element, own: boolean | null): ShownName {
  const texts = all(frame, selectors.name).map((element) => membersOf(element).textContent);
  const photo = attributeOf(first(frame, selectors.photo), 'alt');
  let self = false;
  for (const text of [...texts, photo]) {
    const shown = readName(text, own);
    self ||= shown.self;
    if (shown.name) return { name: shown.name, self };
  }
  return { name: null, self };
}

function pixels(player: Element, frame: Element | null): Pick<ScannedTile, 'source' | 'region' | 'isCurrent'> {
  const video = all(player, selectors.video).find((element) => isShown(element)) as HTMLVideoElement | undefined;
  if (video) return { source: video };
  if (frame && all(frame, selectors.avatar).some((avatar) => isShown(avatar))) return { source: null };
  const container = player.closest(selectors.playerContainer[0]!.css);
  const canvas = container && sharedCanvas(container);
  const region = canvas && isShown(player) ? share(player, canvas) : null;
  if (!canvas || !region) return { source: null };
  const node = player.getAttribute('node-id');
  const isCurrent = () => player.getAttribute('node-id') === node && isSame(share(player, canvas), region);
  return { source: canvas, region, isCurrent };
}

/** One canvas for all players, in the container's shadow root. */
function sharedCanvas(container: Element): HTMLCanvasElement | null {
  for (const root of [shadowOf(container), container]) {
    const canvas = root && all(root, selectors.canvas).find((element) => isShown(element));
    if (canvas) return canvas as HTMLCanvasElement;
  }
  return null;
}

/** Within a thousandth: what animates by less shows the same person. */
function isSame(a: Box | null, b: Box): boolean {
  return a !== null && (['x', 'y', 'width', 'height'] as const).every((side) => Math.abs(a[side] - b[side]) < 0.001);
}

/** The player's part of the canvas, as fractions of it; null where they do not meet. */
function share(player: Element, canvas: Element): Box | null {
  const whole = canvas.getBoundingClientRect();
  const both = intersection(player.getBoundingClientRect(), whole);
  return both && fractionsOf(both, whole);
}
