/** The mark that the shortcut set last, kept while the browser runs: the popup offers a word for it. */
export interface LastMark {
  readonly tabId: number;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

const KEY = 'lastMark';
/** Milliseconds for which a mark is the last: the popup opens right after it. */
const MAX_AGE = 15_000;

export async function rememberMark(mark: LastMark): Promise<void> {
  await chrome.storage.session.set({ [KEY]: mark });
}

/** The fresh mark of a tab, once: who asks again is not asked for a word again. */
export async function takeMark(tabId: number, now = Date.now()): Promise<LastMark | null> {
  const mark = (await chrome.storage.session.get(KEY))[KEY] as LastMark | undefined;
  if (mark?.tabId !== tabId || now - mark.time > MAX_AGE) return null;
  await chrome.storage.session.remove(KEY);
  return mark;
}
