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
export class Sight {
  /** When it was covered; null while nothing lies over it. */
  private coveredAt: number | null = null;
  private triedAt = Number.NEGATIVE_INFINITY;

  constructor(element: Element, signal: AbortSignal) {
    if (window !== window.top) return;
    const options: Options = { trackVisibility: true, delay: DELAY };
    const observer = new IntersectionObserver((entries) => {
      const { isIntersecting, isVisible } = entries.at(-1) as Entry;
      this.coveredAt = isIntersecting && !isVisible ? (this.coveredAt ?? performance.now()) : null;
    }, options);
    observer.observe(element);
    signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  }

  /** Whether it is time to try to come out on top. */
  mayTry(now: number): boolean {
    if (this.coveredAt === null || now - this.triedAt < REST) return false;
    this.triedAt = now;
    return true;
  }

  /** Whether something has lain over it for long, whatever was tried. */
  isLost(now: number): boolean {
    return this.coveredAt !== null && now - this.coveredAt > PATIENCE;
  }
}
