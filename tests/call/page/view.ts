import type { Place, Size } from './layout';
import type { Participant } from './participant';

/** How a call site builds its page. The DOM is the site's own; what happens in the call is not. */
export interface View {
  /** The space for tiles. */
  stage(): Size;
  createTile(participant: Participant, kind: 'person' | 'screen'): Tile;
}

export interface Tile {
  readonly element: HTMLElement;
  place(place: Place): void;
  /** The participant's name or camera changed. */
  update(): void;
  remove(): void;
}

/** An element with attributes, class included, and children. */
export function build<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A <video> that plays a stream as call sites do. */
export function play(stream: MediaStream, attributes: Readonly<Record<string, string>> = {}): HTMLVideoElement {
  const video = build('video', { autoplay: '', playsinline: '', ...attributes });
  video.muted = true;
  video.srcObject = stream;
  return video;
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

/** A picture of somebody's initials, as sites show it while a camera is off. */
export function avatar(name: string, side = 160): string {
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
  return canvas.toDataURL();
}
