import { isMode, type Mode } from '../mode';

/** A tab whose reading the user started, and the documents that its page had then, or brought up since. */
interface Start {
  readonly mode: Mode;
  readonly documents: readonly string[];
}

/** In storage.session: it outlives the worker, no page's script can reach it, and it goes with the browser. */
const KEY = 'started';

/** Changes are made one after the other: frames of a page come up together. */
let turn: Promise<unknown> = Promise.resolve();

/** The user starts reading a tab: its documents of now, and no others, may be read. A reloaded page is another document. */
export async function recordStart(tabId: number, mode: Mode): Promise<void> {
  const documents = await documentsOf({ tabId, allFrames: true });
  await change((all) => ({ ...all, [tabId]: { mode, documents } }));
}

/** A frame that came up later in a page that is read. */
export async function recordFrame(tabId: number, documentId: string): Promise<void> {
  await change((all) => {
    const start = all[tabId];
    if (!start || start.documents.includes(documentId)) return all;
    return { ...all, [tabId]: { ...start, documents: [...start.documents, documentId] } };
  });
}

export async function recordStop(tabId: number): Promise<void> {
  await change(({ [tabId]: _, ...others }) => others);
}

/** How a document is to be read; null: the user did not start that. */
export async function modeOf(tabId: number, documentId: string): Promise<Mode | null> {
  await turn;
  const start = (await load())[tabId];
  return start?.documents.includes(documentId) && isMode(start.mode) ? start.mode : null;
}

/** How the page that a tab shows now is to be read; null: the user did not start that. */
export async function modeOfPage(tabId: number): Promise<Mode | null> {
  if (!(await startedTabs()).includes(tabId)) return null;
  const [page] = await documentsOf({ tabId, frameIds: [0] }).catch(() => []);
  return page === undefined ? null : modeOf(tabId, page);
}

/** The tabs that were started. */
export async function startedTabs(): Promise<number[]> {
  await turn;
  return Object.keys(await load()).map(Number);
}

/** Those that Facet may see: a script that does nothing names them. */
async function documentsOf(target: chrome.scripting.InjectionTarget): Promise<string[]> {
  const frames = await chrome.scripting.executeScript({
    target,
    injectImmediately: true,
    func: () => undefined,
  });
  return frames.map(({ documentId }) => documentId);
}

async function load(): Promise<Record<number, Start>> {
  return ((await chrome.storage.session.get(KEY))[KEY] as Record<number, Start> | undefined) ?? {};
}

function change(to: (all: Record<number, Start>) => Record<number, Start>): Promise<void> {
  const done = turn.then(async () => chrome.storage.session.set({ [KEY]: to(await load()) }));
  turn = done.catch(() => undefined);
  return done;
}
