import browser, { type Scripting } from 'webextension-polyfill';
import { isMode, type Mode } from '../mode';

/** A tab whose reading the user started, and the documents that its page had then, or brought up since. */
interface Start {
  readonly mode: Mode;
  readonly documents: readonly string[];
}

/** In storage.session, by tab: it outlives the worker, no page's script can reach it, and it goes with the browser. */
const KEY = 'started ';

/** What is under way, by tab, one after the other: frames of a page come up together, and while it is being started. */
const turns = new Map<number, Promise<void>>();

/**
 * The user starts reading a tab: its documents of now, and no others, may be read. A reloaded page is another document.
 * @returns the page's own document; null where Facet may not see the page, and nothing is recorded.
 */
export function recordStart(tabId: number, mode: Mode): Promise<string | null> {
  return inTurn(tabId, async () => {
    const documents = await documentsOf({ tabId, allFrames: true }).catch(() => []);
    if (documents.length > 0) await save(tabId, { mode, documents });
    return documents[0] ?? null;
  });
}

/** A frame that came up later in a page that is read. */
export function recordFrame(tabId: number, documentId: string): Promise<void> {
  return inTurn(tabId, async () => {
    const start = await load(tabId);
    if (!start || start.documents.includes(documentId)) return;
    await save(tabId, { ...start, documents: [...start.documents, documentId] });
  });
}

/** Nothing of the tab is read any more. */
export function recordStop(tabId: number): Promise<void> {
  return inTurn(tabId, () => browser.storage.session.remove(KEY + tabId));
}

/** How a document is to be read; null: the user did not start that. */
export async function modeOf(tabId: number, documentId: string): Promise<Mode | null> {
  await turns.get(tabId);
  const start = await load(tabId);
  return start?.documents.includes(documentId) && isMode(start.mode) ? start.mode : null;
}

/** How the page that a tab shows now is to be read; null: the user did not start that. */
export async function modeOfPage(tabId: number): Promise<Mode | null> {
  await turns.get(tabId);
  if (!(await load(tabId))) return null;
  const [page] = await documentsOf({ tabId, frameIds: [0] }).catch(() => []);
  return page === undefined ? null : modeOf(tabId, page);
}

/** The tabs that were started, or are being started. */
export async function startedTabs(): Promise<number[]> {
  const stored = Object.keys(await browser.storage.session.get()).filter((key) => key.startsWith(KEY));
  return [...new Set([...turns.keys(), ...stored.map((key) => Number(key.slice(KEY.length)))])];
}

/** Those that Facet may see, the page's own first: a script that does nothing names them. */
async function documentsOf(target: Scripting.InjectionTarget): Promise<string[]> {
  const frames = await browser.scripting.executeScript({
    target,
    injectImmediately: true,
    func: () => undefined,
  });
  return frames.map(({ documentId }) => documentId);
}

async function load(tabId: number): Promise<Start | undefined> {
  const key = KEY + tabId;
  return (await browser.storage.session.get(key))[key] as Start | undefined;
}

function save(tabId: number, start: Start): Promise<void> {
  return browser.storage.session.set({ [KEY + tabId]: start });
}

/** A tab that does not answer keeps no other waiting. */
function inTurn<T>(tabId: number, work: () => Promise<T>): Promise<T> {
  const done = (turns.get(tabId) ?? Promise.resolve()).then(work);
  const ended = done
    .then(
      () => undefined,
      () => undefined,
    )
    .then(() => {
      if (turns.get(tabId) === ended) turns.delete(tabId);
    });
  turns.set(tabId, ended);
  return done;
}
