import browser from 'webextension-polyfill';
/** The mark that the shortcut set last, kept while the browser runs: the popup offers a word for it. */
export interface LastMark {
  readonly tabId: number;
  /** When it is, on the session's clock: milliseconds, which stands still while the machine sleeps. */
  readonly time: number;
}

/** By the machine's clock, milliseconds since the epoch: when it was set. */
interface Kept extends LastMark {
  readonly at: number;
}

const KEY = 'lastMark';
/** Milliseconds for which a mark is the last: the popup opens right after it. */
const MAX_AGE = 15_000;

export async function rememberMark(mark: LastMark): Promise<void> {
  await browser.storage.session.set({ [KEY]: { ...mark, at: Date.now() } satisfies Kept });
}

/** The recent mark of a tab, once: who asks again is not asked for a word again. */
export async function takeMark(tabId: number, now = Date.now()): Promise<LastMark | null> {
  const mark = (await browser.storage.session.get(KEY))[KEY] as Kept | undefined;
  // In either direction: the clock may have been set since.
  if (mark?.tabId !== tabId || Math.abs(now - mark.at) > MAX_AGE) return null;
  await browser.storage.session.remove(KEY);
  return { tabId, time: mark.time };
}
