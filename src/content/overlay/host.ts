import { membersOf } from '../../sites/members';
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

/** So often within so many milliseconds a page may take the overlay away (it builds itself anew) before that is said. */
const PATIENCE = { times: 3, within: 20_000 };

/**
 * The overlay's one element in the page: in the top layer, so that a tile in full screen does not cover it, with a closed
 * shadow root, and nothing in it that a click could meet but the line's middle. A plain `div`: of a custom element the page could define what it
 * is, and its internals open the root.
 */
export class Host {
  readonly root: ShadowRoot;
  private readonly element = membersOf(document).createElement('div');
  private style = '';
  private taken: number[] = [];

  constructor(signal: AbortSignal) {
    this.root = this.element.attachShadow({ mode: 'closed' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLESHEET);
    this.root.adoptedStyleSheets = [sheet];
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
    this.element.showPopover();
  }

  private isWhole(): boolean {
    return (
      this.element.parentNode === membersOf(document).documentElement &&
      this.element.matches(':popover-open') &&
      this.element.getAttribute('style') === this.style
    );
  }

  private attach(): void {
    const { element } = this;
    element.style.cssText = '';
    for (const [name, value] of Object.entries(STYLE)) element.style.setProperty(name, value, 'important');
    this.style = element.getAttribute('style') ?? '';
    element.setAttribute('popover', 'manual');
    if (element.parentNode !== membersOf(document).documentElement) membersOf(document).documentElement.append(element);
    if (!element.matches(':popover-open')) element.showPopover();
  }
}
