import '../i18n/english';
import type { Box } from '../../src/box';
import { KNOWN_CLASSES } from '../../src/classes';
import { LOOK, type Look } from '../../src/content/overlay/look';
import { Overlay } from '../../src/content/overlay/overlay';
import type { TileState } from '../../src/content/overlay/tile-view';

const LIFE = new AbortController();
let overlay: Overlay | null = null;

/** Lives in the page, beside the overlay. */
const probe = {
  /** Shows a box around each part of the pictures of `.source` elements; the overlay's tile is their `.tile` or they. */
  box(parts: Box[], look: Partial<Look> = {}): void {
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
          time: Date.now(),
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
    overlay.showTiles(tiles, { text: 'Facet', tone: 'ready' }, { ...LOOK, ...look });
  },
  end: () => LIFE.abort(),
};

declare global {
  interface Window {
    overlayProbe: typeof probe;
  }
}
window.overlayProbe = probe;
