import { pause } from '../pause';
import { ownContexts } from './own-contexts';
import { readTabs } from './read-tabs';

/** Where the build puts the page (vite.config.ts names it as an input). */
const PAGE = 'src/offscreen/index.html';

/** Chrome stops an idle worker after 30 s; a call to its API in between counts as work. */
const STEP = 10_000;
const STEPS = 3;

let creating: Promise<void> | null = null;
let pendingClose: AbortController | null = null;

/**
 * Brings up the document that holds the engine. Safe to call from several sides at once: Chrome allows one document,
 * and rejects a second creation even while the first is under way.
 */
export async function ensureOffscreen(): Promise<void> {
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

/** Closes the document after half a minute, unless a call is read then, or something asks for it again. */
export function closeOffscreenWhenIdle(): void {
  keepOffscreen();
  pendingClose = new AbortController();
  void closeLater(pendingClose.signal);
}

/** Whether the document is there: a call may be read. */
export async function hasOffscreen(): Promise<boolean> {
  return (await ownContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] })).length > 0;
}

async function create(): Promise<void> {
  if (await hasOffscreen()) return;
  // As `chrome.*`: the polyfill's types know no offscreen.
  await chrome.offscreen.createDocument({
    url: PAGE,
    reasons: ['USER_MEDIA'],
    justification:
      'Reads faces in the pictures of a video call, on this machine and as long as the call goes on; a worker is stopped.',
  });
}

async function closeLater(signal: AbortSignal): Promise<void> {
  for (let step = 0; step < STEPS; step++) {
    if (!(await hasOffscreen())) return;
    await pause(STEP, signal);
    if (signal.aborted) return;
  }
  // A start that failed asks for it too, beside a call that goes on.
  if ((await readTabs()).length > 0) return;
  // One may have come up or asked for it while we looked.
  if (!signal.aborted) await chrome.offscreen.closeDocument().catch(() => undefined);
}
