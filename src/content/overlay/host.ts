import { STYLESHEET } from './stylesheet';

/** Against whatever the page says about `html > *` or `*`. */
const STYLE: Readonly<Record<string, string>> = {
  all: 'initial',
  display: 'block',
  position: 'fixed',
  inset: '0',
  width: '100vw',
  height: '100vh',
  'max-width': 'none',
  'max-height': 'none',
  margin: '0',
  padding: '0',
  border: '0',
  background: 'none',
  overflow: 'hidden',
  'pointer-events': 'none',
  'user-select': 'none',
  'z-index': '2147483647',
};

/**
 * The overlay's one element in the page: in the top layer, so that a tile in full screen does not cover it, with a closed
 * shadow root, and nothing in it that a click could meet.
 */
export class Host {
  readonly root: ShadowRoot;
  private readonly element = document.createElement('facet-overlay');

  constructor(signal: AbortSignal) {
    this.element.setAttribute('popover', 'manual');
    for (const [name, value] of Object.entries(STYLE)) this.element.style.setProperty(name, value, 'important');
    this.root = this.element.attachShadow({ mode: 'closed' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLESHEET);
    this.root.adoptedStyleSheets = [sheet];
    this.attach();
    // What entered the top layer last stands on top.
    document.addEventListener('fullscreenchange', () => this.raise(), { signal });
    signal.addEventListener('abort', () => this.element.remove(), { once: true });
  }

  /** Puts the element back where the page removed it. */
  attach(): void {
    if (this.element.isConnected) return;
    document.documentElement.append(this.element);
    this.element.showPopover();
  }

  private raise(): void {
    if (!this.element.isConnected) return;
    this.element.hidePopover();
    this.element.showPopover();
  }
}
