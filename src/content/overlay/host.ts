import { membersOf } from '../../sites/members';
import { STYLESHEET } from './stylesheet';

/** Against whatever the page says about `html > *` or `*`. */
const STYLE: Readonly<Record<string, string>> = {
  all: 'initial',
  display: 'block',
  position: 'fixed',
  // No more than that: from a page that runs from right to left, where it ends would say where it begins.
  inset: '0 auto auto 0',
  width: '100vw',
  height: '100vh',
  'max-width': 'none',
  'max-height': 'none',
  margin: '0',
  padding: '0',
  border: '0',
  background: 'none',
  // No scroll container, of which the page could style buttons and markers.
  overflow: 'clip',
  'pointer-events': 'none',
  'user-select': 'none',
  'z-index': '2147483647',
  // What `all` leaves to the page.
  direction: 'ltr',
  'unicode-bidi': 'normal',
};

/** So often within so many milliseconds a page may take the overlay away (it builds itself anew) before that is said. */
const PATIENCE = { times: 3, within: 20_000 };

/** What styles round of a zoom. */
const ROUNDED = 1e-3;

/**
 * The overlay's one element in the page: in the top layer, so that a tile in full screen does not cover it, with a closed
 * shadow root, and nothing in it that a click could meet but the line's middle. A plain `div`: of a custom element the page
 * could define what it is, and its internals open the root.
 */
export class Host {
  /** Holds all that is shown, and shows it in the top layer alone. */
  readonly stage = membersOf(document).createElement('div');
  private readonly root: ShadowRoot;
  private readonly element = membersOf(document).createElement('div');
  private readonly sheet = new CSSStyleSheet();
  private style = '';
  private zoom = 1;
  private taken: number[] = [];

  constructor(signal: AbortSignal) {
    this.root = this.element.attachShadow({ mode: 'closed' });
    this.sheet.replaceSync(STYLESHEET);
    // Where the page puts the element elsewhere, it may draw it, and read what it drew (https://github.com/WICG/html-in-canvas).
    this.stage.className = 'stage';
    this.stage.style.display = 'none';
    this.root.append(this.stage);
    this.attach();
    signal.addEventListener('abort', () => this.element.remove(), { once: true });
  }

  /**
   * Puts the element right where the page removed, moved or changed it. Called now and then, never at the page's own
   * changes: a page that takes it away each time would have the two chase each other for ever.
   */
  restore(now: number): void {
    if (this.isWhole()) return;
    this.taken = [...this.taken.filter((time) => now - time < PATIENCE.within), now];
    this.attach();
  }

  /** Whether the page keeps taking the overlay away, or hides it by means that cannot be undone. */
  isHidden(now: number): boolean {
    const often = this.taken.filter((time) => now - time < PATIENCE.within).length >= PATIENCE.times;
    return often || !this.element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  }

  /** What entered the top layer last stands on top. */
  raise(): void {
    if (!this.element.matches(':popover-open')) return;
    this.element.hidePopover();
    this.enterTopLayer();
  }

  /** Undoes a zoom by the page's own styles, which takes the overlay along. For where the page is laid out: it asks for styles. */
  unzoom(): void {
    const { currentCSSZoom } = this.element;
    if (Math.abs(currentCSSZoom - 1) < ROUNDED) return;
    this.zoom /= currentCSSZoom;
    this.dress();
  }

  private isWhole(): boolean {
    const { element } = this;
    return (
      element.parentNode === membersOf(document).documentElement &&
      element.matches(':popover-open') &&
      element.getAttribute('style') === this.style &&
      element.getAttribute('popover') === 'manual' &&
      // Whoever takes a root into another document and back takes its styles away.
      this.root.adoptedStyleSheets[0] === this.sheet &&
      foreignOf(element).length === 0
    );
  }

  private attach(): void {
    const { element } = this;
    const page = membersOf(document).documentElement;
    for (const name of foreignOf(element)) element.removeAttribute(name);
    // A page may make a canvas its root, whose children it can draw.
    if (!(page instanceof HTMLHtmlElement)) {
      element.remove();
      return;
    }
    if (element.parentNode !== page) page.append(element);
    // Only a root of the document that the sheet was made in may have it.
    this.root.adoptedStyleSheets = [this.sheet];
    this.dress();
    element.setAttribute('popover', 'manual');
    this.enterTopLayer();
  }

  private dress(): void {
    const { element } = this;
    element.style.cssText = '';
    for (const [name, value] of Object.entries(STYLE)) element.style.setProperty(name, value, 'important');
    element.style.setProperty('zoom', `${this.zoom}`, 'important');
    this.style = element.getAttribute('style') ?? '';
  }

  private enterTopLayer(): void {
    try {
      if (!this.element.matches(':popover-open')) this.element.showPopover();
    } catch (error) {
      // A listener of the page's undid it: the next look finds the overlay taken away.
      if (!(error instanceof DOMException)) throw error;
    }
  }
}

/** Attributes that the page gave it: some would hide it from who cannot see, or from the user's clicks. `data-` means nothing to a browser. */
function foreignOf(element: Element): string[] {
  return [...element.attributes]
    .map(({ name }) => name)
    .filter((name) => name !== 'style' && name !== 'popover' && !name.startsWith('data-'));
}
