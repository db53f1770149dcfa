import { pause } from '../pause';

/** Where the build puts the page (vite.config.ts names it as an input). */
const PAGE = 'src/offscreen/index.html';

/** Chrome stops an idle worker after 30 s; a call to its API in between counts as work. */
const STEP = 10_000;
const STEPS = 3;

let creating: Promise<boolean> | null = null;
let pendingClose: AbortController | null = null;

/**
 * Brings up the document that holds the engine. Safe to call from several sides at once: Chrome allows one document,
 * and rejects a second creation even while the first is under way.
 * @returns whether it had to be created: no call can be read in a document that was not there.
 */
export async function ensureOffscreen(): Promise<boolean> {
  keepOffscreen();
  creating ??= create().finally(() => {
    creating = null;
  });
  return creating;
}

/** Calls off a closing that is due. */
export function keepOffscreen(): void {
  pendingClose?.abort();
  pendingClose = null;
}

/** Closes the document after half a minute without a call, unless something asks for it again. */
export function closeOffscreenWhenIdle(): void {
  keepOffscreen();
  pendingClose = new AbortController();
  void closeLater(pendingClose.signal);
}

async function create(): Promise<boolean> {
  if (await isOpen()) return false;
  await chrome.offscreen.createDocument({
    url: PAGE,
    reasons: ['USER_MEDIA'],
    justification:
      'Reads faces in the pictures of a video call, on this machine and as long as the call goes on; a worker is stopped.',
  });
  return true;
}

async function closeLater(signal: AbortSignal): Promise<void> {
  for (let step = 0; step < STEPS; step++) {
    await pause(STEP, signal);
    if (signal.aborted || !(await isOpen())) return;
  }
  // One may have come up or asked for it while we looked.
  if (!signal.aborted) await chrome.offscreen.closeDocument().catch(() => undefined);
}

async function isOpen(): Promise<boolean> {
  return (await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] })).length > 0;
}
