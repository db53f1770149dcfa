/** Milliseconds between two looks of the browser, the least that it allows. */
const DELAY = 100;
/** Milliseconds that something may lie over it before it counts as hidden: a menu that opens, a page that fades into the next. */
const PATIENCE = 3000;
/** Milliseconds between two tries to come out on top. */
const REST = 1000;

/** What TypeScript's library does not know yet. */
type Options = IntersectionObserverInit & { readonly trackVisibility: true; readonly delay: number };
type Entry = IntersectionObserverEntry & { readonly isVisible: boolean };

/**
 * Whether the user sees an element, by the browser's own word on what is painted over it, whether that takes clicks or lets
 * them through (https://w3c.github.io/IntersectionObserver/v2/). Of a frame it would tell what the page around it covers,
 * which nothing in the frame can mend: there it says nothing.
 */
export class Occlusion {
  /** Since when it is as it is, covered or not. */
  private isCovered = false;
  private since = performance.now();
  /** Milliseconds of being covered that were not made up for by as many of being seen; at the most those of patience. */
  private dark = 0;
  private triedAt = Number.NEGATIVE_INFINITY;

  constructor(element: Element, signal: AbortSignal) {
    if (window !== window.top) return;
    const options: Options = { trackVisibility: true, delay: DELAY };
    const observer = new IntersectionObserver((entries) => {
      const { isIntersecting, isVisible } = entries.at(-1) as Entry;
      this.note(isIntersecting && !isVisible, performance.now());
    }, options);
    observer.observe(element);
    signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  }

  /** Whether it is time to try to come out on top. */
  mayTry(now: number): boolean {
    if (!this.isCovered || now - this.triedAt < REST) return false;
    this.triedAt = now;
    return true;
  }

  /** Whether something has lain over it for long, whatever was tried: a page may let it flash up now and then. */
  isLost(now: number): boolean {
    return this.isCovered && this.darkAt(now) >= PATIENCE;
  }

  private note(isCovered: boolean, now: number): void {
    this.dark = this.darkAt(now);
    this.isCovered = isCovered;
    this.since = now;
  }

  private darkAt(now: number): number {
    const passed = now - this.since;
    return Math.min(PATIENCE, Math.max(0, this.dark + (this.isCovered ? passed : -passed)));
  }
}
