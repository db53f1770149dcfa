import { membersOf } from '../sites/members';
import { laidOut } from './animation-frame';
import { rest } from './budget';

/** Milliseconds between two runs while the page changes, and while it does not. */
const BUSY = 250;
const IDLE = 1000;
/** Of the main thread's time. */
const SHARE = 0.007;

/** When the next run is due, in milliseconds from the end of one that took `cost`. */
export function restAfter(cost: number, dirty: boolean): number {
  return Math.max(dirty ? BUSY : IDLE, rest(cost, SHARE));
}

/**
 * Runs `scan` now, then after changes of the page (at most four times a second), and once a second even without: a new
 * stream on an old element changes nothing that an observer sees.
 * @returns runs it out of turn, which puts off the next turn
 */
export function watchPage(scan: () => void, signal: AbortSignal): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let dueAt = 0;
  let cost = 0;
  let finished = 0;

  const plan = (dirty: boolean) => {
    if (signal.aborted) return;
    const due = finished + restAfter(cost, dirty);
    if (timer !== undefined && dueAt <= due) return;
    clearTimeout(timer);
    dueAt = due;
    timer = setTimeout(soonest, Math.max(0, due - performance.now()));
  };
  const soonest = async () => {
    // Under way: no plan comes before it.
    dueAt = 0;
    const last = finished;
    await laidOut();
    if (!signal.aborted && finished === last) run();
  };
  const run = () => {
    clearTimeout(timer);
    timer = undefined;
    const began = performance.now();
    try {
      scan();
    } finally {
      finished = performance.now();
      cost = finished - began;
      plan(false);
      listen();
    }
  };

  const soon = () => {
    // One change is enough to know: a gallery that moves makes thousands a second, each a record to be built.
    observer.disconnect();
    plan(true);
  };
  const observer = new MutationObserver(soon);
  const listen = () => {
    if (signal.aborted) return;
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  };
  // Events of media do not bubble, but they can be captured.
  for (const type of ['loadedmetadata', 'playing', 'emptied', 'resize']) {
    membersOf(document).addEventListener(type, soon, { capture: true, signal });
  }
  signal.addEventListener(
    'abort',
    () => {
      clearTimeout(timer);
      observer.disconnect();
    },
    { once: true },
  );
  run();
  return run;
}
