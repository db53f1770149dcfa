import { loadSettings, type Settings, watchSettings } from '../settings';
import { Overlay } from './overlay/overlay';

/** The overlay while the user wants it and there is something to draw on; else no node of it is in the page. */
export class OverlaySwitch {
  private wanted = false;
  /** Whether faces are shown beside how they usually read. */
  showsUsual = false;
  private shown: { overlay: Overlay; life: AbortController } | null = null;

  /** @param changed is called when the user switched the overlay on or off. */
  constructor(
    private readonly signal: AbortSignal,
    changed: () => void,
  ) {
    const want = ({ overlay, usual }: Settings) => {
      if (signal.aborted) return;
      this.wanted = overlay;
      this.showsUsual = usual;
      changed();
    };
    void loadSettings().then(want);
    watchSettings(want, signal);
    signal.addEventListener('abort', () => this.close(), { once: true });
  }

  /** The overlay to draw on; null where there is to be none. */
  for(hasTiles: boolean): Overlay | null {
    if (!this.wanted || !hasTiles || this.signal.aborted) this.close();
    else this.shown ??= open();
    return this.shown?.overlay ?? null;
  }

  private close(): void {
    this.shown?.life.abort();
    this.shown = null;
  }
}

function open(): { overlay: Overlay; life: AbortController } {
  const life = new AbortController();
  return { overlay: new Overlay(life.signal), life };
}
