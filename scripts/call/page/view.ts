import type { Place, Size } from './layout';
import type { Participant } from './participant';

export type TileKind = 'person' | 'screen';

/** How a call site builds its page. The DOM is the site's own; what happens in the call is not. */
export interface View {
  /** The space for tiles. */
  stage(): Size;
  createTile(participant: Participant, kind: TileKind): Tile;
  /** Sites that show somebody large beside their tile, where others enlarge the tile. */
  readonly large?: Large;
}

export interface Tile {
  readonly element: HTMLElement;
  place(place: Place): void;
  /** The participant's name or camera changed. */
  update(): void;
  /** The page uses the tile's elements for another participant of the same kind. */
  become(participant: Participant): void;
  remove(): void;
}

export interface Large {
  /** null: nobody is shown large. */
  show(who: { readonly participant: Participant; readonly kind: TileKind } | null): void;
  place(place: Place): void;
}

/** A stage that tiles are appended to. */
export class StageView implements View {
  constructor(
    private readonly room: HTMLElement,
    private readonly make: (participant: Participant, kind: TileKind) => Tile,
  ) {
    document.body.append(room);
  }

  stage(): Size {
    return this.room.getBoundingClientRect();
  }

  createTile(participant: Participant, kind: TileKind): Tile {
    const tile = this.make(participant, kind);
    this.room.append(tile.element);
    return tile;
  }
}

/** What the tiles of all sites have in common: `update` fills in everything that depends on the participant. */
export abstract class SiteTile implements Tile {
  abstract readonly element: HTMLElement;

  constructor(
    protected participant: Participant,
    protected readonly kind: TileKind,
  ) {}

  abstract update(): void;

  place(place: Place): void {
    put(this.element, place);
  }

  become(participant: Participant): void {
    this.participant = participant;
    this.update();
  }

  remove(): void {
    this.element.remove();
  }

  protected get stream(): MediaStream {
    return streamOf(this.participant, this.kind);
  }

  /** Whether there is a picture to show. */
  protected get isOn(): boolean {
    return this.kind === 'screen' || this.participant.cameraOn;
  }
}

export function streamOf(participant: Participant, kind: TileKind): MediaStream {
  return kind === 'screen' ? participant.screen! : participant.stream;
}

/** An element with attributes, class included, and children. */
export function build<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  set(element, attributes);
  element.append(...children);
  return element;
}

export function set(element: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
}

/** A <video> as call sites have it, without a stream yet. */
export function screenFor(attributes: Readonly<Record<string, string>> = {}): HTMLVideoElement {
  const video = build('video', { autoplay: '', playsinline: '', ...attributes });
  video.muted = true;
  return video;
}

/** Gives a <video> a stream, or takes it; the same one again changes nothing, but for a video that was out of the page. */
export function play(video: HTMLVideoElement, stream: MediaStream | null): void {
  if (video.srcObject !== stream) video.srcObject = stream;
  // Rejects where another stream comes before this one's first picture.
  if (stream && video.isConnected && video.paused) video.play().catch(() => undefined);
}

export function put(element: HTMLElement, { left, top, width, height }: Place): void {
  element.style.left = `${left}px`;
  element.style.top = `${top}px`;
  element.style.width = `${width}px`;
  element.style.height = `${height}px`;
}

export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return (
    words
      .map((word) => word[0]!.toUpperCase())
      .slice(0, 2)
      .join('') || '?'
  );
}

const avatars = new Map<string, string>();

/** A picture of somebody's initials, as sites show it while a camera is off. */
export function avatar(name: string, side = 160): string {
  const known = avatars.get(`${name} ${side}`);
  if (known) return known;
  const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side });
  const context = canvas.getContext('2d')!;
  const hue = [...name].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0) % 360;
  context.fillStyle = `hsl(${hue} 45% 42%)`;
  context.fillRect(0, 0, side, side);
  context.fillStyle = '#fff';
  context.font = `500 ${side * 0.42}px system-ui`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(initials(name), side / 2, side * 0.53);
  const url = canvas.toDataURL();
  avatars.set(`${name} ${side}`, url);
  return url;
}
