import { GONE } from '../bridge/call-port';
import { t } from '../i18n/t';
import type { PageSettings } from '../messages';
import type { Mode } from '../mode';
import type { Problem } from '../problem';
import { DEFAULTS } from '../settings';
import type { Notice } from './overlay/labels';
import { Overlay } from './overlay/overlay';
import { OVERLAY_STYLE, type OverlayStyle } from './overlay/overlay-style';
import type { TileState } from './overlay/tile-view';

/** Milliseconds that the line stands after the extension went. */
const LAST_WORDS = 30_000;

/** What draws: the overlay, or its line alone. */
export type Canvas = Pick<Overlay, 'showTiles'>;

/**
 * The overlay while anything is read; else no node of it is in the page. The user's switch hides badges and boxes, never
 * the line that says that Facet reads.
 */
export class OverlaySwitch {
  /** Until the settings are known: better no badge than one that was switched off. */
  private settings: Pick<PageSettings, 'overlay' | 'usual' | 'hidesPresenting'> = {
    ...DEFAULTS,
    overlay: false,
    usual: false,
  };
  private readonly signal: AbortSignal;
  /** Read while the extension lives: afterwards there is nobody to ask. */
  private readonly lastWords: Notice = { text: t('line_gone'), tone: 'failed' };
  private style: OverlayStyle = OVERLAY_STYLE;
  /** The user shares their screen, as far as the page tells. */
  isPresenting = false;
  private shown: { overlay: Overlay; life: AbortController } | null = null;
  private readonly canvas: Canvas = {
    showTiles: (tiles: readonly TileState[], notice: Notice) => {
      this.shown?.overlay.showTiles(this.hasBadges ? tiles : [], notice, this.style);
    },
  };

  /** @param mode a mirror is a calm one. @param stop is called when the line was clicked to end the reading. */
  constructor(
    private readonly mode: Mode,
    { signal, succeeded }: { readonly signal: AbortSignal; readonly succeeded: AbortSignal },
    private readonly stop: () => void,
  ) {
    this.signal = signal;
    signal.addEventListener('abort', () => (signal.reason === GONE ? this.sayGone(succeeded) : this.hideOverlay()), {
      once: true,
    });
  }

  settle(settings: PageSettings): void {
    this.settings = settings;
    const { density, corner, badgeSize } = settings;
    this.style = { density, corner, badgeSize, isCalm: this.mode === 'mirror' };
  }

  /** Whether faces are shown beside how they usually read. */
  get showsUsual(): boolean {
    return this.settings.usual;
  }

  private get hasBadges(): boolean {
    return this.settings.overlay && !this.isHiding;
  }

  private get isHiding(): boolean {
    return this.settings.hidesPresenting && this.isPresenting;
  }

  /** What to draw on; null where there is nothing to be read. */
  for(hasTiles: boolean): Canvas | null {
    if (!hasTiles || this.signal.aborted) this.hideOverlay();
    else this.shown ??= open(() => (this.signal.aborted ? this.hideOverlay() : this.stop()));
    return this.shown && this.canvas;
  }

  /** Why the overlay is not to be seen though it is switched on; else null. */
  get problem(): Problem | null {
    if (this.settings.overlay && this.isHiding) return { code: 'page_presenting' };
    return this.shown?.overlay.isHidden ? { code: 'page_hides' } : null;
  }

  /** Nobody else can say it: the popup went with the extension. */
  private sayGone(succeeded: AbortSignal): void {
    this.shown?.overlay.showTiles([], this.lastWords, this.style);
    const hide = setTimeout(() => this.hideOverlay(), LAST_WORDS);
    succeeded.addEventListener('abort', () => {
      clearTimeout(hide);
      this.hideOverlay();
    });
  }

  private hideOverlay(): void {
    this.shown?.life.abort();
    this.shown = null;
  }
}

function open(stop: () => void): { overlay: Overlay; life: AbortController } {
  const life = new AbortController();
  return { overlay: new Overlay(stop, life.signal), life };
}
