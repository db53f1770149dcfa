import '../i18n/english';
import type { Box } from '../../src/box';
import { KNOWN_CLASSES } from '../../src/classes';
import type { Notice } from '../../src/content/overlay/labels';
import { Overlay } from '../../src/content/overlay/overlay';
import { OVERLAY_STYLE, type OverlayStyle } from '../../src/content/overlay/overlay-style';
import type { TileState } from '../../src/content/overlay/tile-view';

const LIFE = new AbortController();
/** The overlay's, which is closed to everybody else. */
const roots: ShadowRoot[] = [];
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) {
  const root = attach.call(this, init);
  roots.push(root);
  return root;
};
/** Milliseconds: from picture to picture, and from a picture to its reading; as in a call of four. */
const PULL = 125;
const READING = 70;
let overlay: Overlay | null = null;

/** Lives in the page, beside the overlay. */
const probe = {
  /** Shows a box around each part of the pictures of `.source` elements; the overlay's tile is their `.tile` or they. */
  box(parts: Box[], style: Partial<OverlayStyle> = {}, time = Date.now()): void {
    overlay ??= new Overlay(() => undefined, LIFE.signal);
    const tiles = [...document.querySelectorAll<HTMLCanvasElement>('.source')].map(
      (source, i): TileState => ({
        id: `p${i}`,
        name: 'Room',
        named: true,
        isSelf: false,
        camera: 'on',
        classes: KNOWN_CLASSES,
        tile: {
          key: null,
          name: null,
          isSelf: false,
          kind: 'person',
          element: source.closest('.tile') ?? source,
          source,
        },
        reading: {
          participantId: `p${i}`,
          time,
          faces: parts.map((box, n) => ({
            face: n + 1,
            box,
            score: 1,
            probabilities: [0.05, 0.9, 0.02, 0.01, 0.01, 0, 0.01, 0],
            expression: 'happiness',
            confidence: 0.9,
          })),
        },
      }),
    );
    overlay.showTiles(tiles, { text: 'Facet', tone: 'ready' }, { ...OVERLAY_STYLE, ...style });
  },
  /**
   * A face walks through the picture of the one source, a tenth of it wide and so many of its widths a second fast.
   * @returns in each animation frame after the first second, how far its box is behind it, in face widths.
   */
  async follow(speed: number, seconds: number): Promise<number[]> {
    const width = 0.1;
    const began = performance.now();
    const left = (time: number) => (width * speed * (time - began)) / 1000;
    const life = new AbortController();
    const pull = setInterval(() => {
      const taken = performance.now();
      const read = () => probe.box([{ x: left(taken), y: 0.3, width, height: 0.3 }], {}, taken);
      setTimeout(() => life.signal.aborted || read(), READING);
    }, PULL);
    const behind: number[] = [];
    const picture = document.querySelector('.source')!.getBoundingClientRect();
    for (let now = began; now - began < 1000 * seconds; ) {
      now = await new Promise((resolve) => requestAnimationFrame(resolve));
      const box = roots.flatMap((root) => [...root.querySelectorAll('.face')])[0]?.getBoundingClientRect();
      if (!box || now - began < 1000) continue;
      behind.push((left(performance.now()) - (box.x - picture.x) / picture.width) / width);
    }
    clearInterval(pull);
    life.abort();
    return behind;
  },
  /** Of nobody: the line alone. */
  say: (tone: Notice['tone']): void => overlay?.showTiles([], { text: 'Facet', tone }),
  isHidden: (): boolean => overlay?.isHidden === true,
  end: () => LIFE.abort(),
};

declare global {
  interface Window {
    overlayProbe: typeof probe;
  }
}
window.overlayProbe = probe;
