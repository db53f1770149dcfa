import type { RefCallback } from 'preact';
import { useCallback, useEffect, useRef } from 'preact/hooks';

const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea, summary, video[controls], [tabindex="0"]';

/** Where a focused element stands: its number among those of each element around it, the nearest first. */
interface Place {
  readonly element: Element;
  readonly around: readonly { readonly outer: HTMLElement; readonly number: number }[];
}

/**
 * For what holds a page's content: focus whose element vanishes (a row that was deleted, a button whose view is gone) goes
 * to what took its place, or to the whole, and not to the body, from where a keyboard would start all over.
 *
 * @returns a ref of the whole, whenever that comes.
 */
export function useKeptFocus(): RefCallback<HTMLElement> {
  const ended = useRef(new AbortController());
  useEffect(() => () => ended.current.abort(), []);
  return useCallback((element: HTMLElement | null) => {
    ended.current.abort();
    ended.current = new AbortController();
    if (element) keepFocus(element, ended.current.signal);
  }, []);
}

/** Keeps the focus within an element until the signal aborts. */
function keepFocus(element: HTMLElement, signal: AbortSignal): void {
  let last: Place | null = null;
  const note = ({ target }: FocusEvent) => {
    last = target instanceof HTMLElement ? placeOf(target, element) : null;
  };
  // Who clicks beside it, or goes elsewhere, is not called back when it vanishes later. Chrome says the same of an element
  // that vanishes, before it is gone.
  const forget = () =>
    queueMicrotask(() => {
      if (last?.element.isConnected && document.activeElement !== last.element) last = null;
    });
  const keep = () => {
    if (!last || last.element.isConnected || document.activeElement !== document.body) return;
    (successor(last) ?? element).focus();
  };
  element.addEventListener('focusin', note, { signal });
  element.addEventListener('focusout', forget, { signal });
  const observer = new MutationObserver(keep);
  observer.observe(element, { childList: true, subtree: true });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}

function placeOf(element: HTMLElement, whole: HTMLElement): Place {
  const around = [];
  for (let outer = element.parentElement; outer && whole.contains(outer); outer = outer.parentElement) {
    around.push({ outer, number: focusable(outer).indexOf(element) });
  }
  return { element, around };
}

/** The nearest is best: after a list's last row comes the row before it, not the button below that deletes the list. */
function successor({ around }: Place): HTMLElement | undefined {
  for (const { outer, number } of around) {
    const left = outer.isConnected ? focusable(outer) : [];
    if (left.length > 0) return left[Math.min(number, left.length - 1)];
  }
  return undefined;
}

/** What is folded away takes no focus. */
function focusable(within: HTMLElement): HTMLElement[] {
  return [...within.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((element) => element.checkVisibility());
}
