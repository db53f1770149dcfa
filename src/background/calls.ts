import browser from 'webextension-polyfill';
import { type Sender, sendToTab } from '../bridge/requests';
import { hasAgreed } from '../consent';
import { loadExcluded } from '../exclusion';
import type { Outcome, StartOrder } from '../messages';
import type { Mode } from '../mode';
import { Failure, type Problem, problemOf } from '../problem';
import { report } from '../report';
import type { Settings } from '../settings';
import { loadSettings } from '../stored-settings';
import { placeOf, settingsAt } from './chosen-settings';
import { injectContentScript } from './content-scripts';
import { closeOffscreenWhenIdle, ensureOffscreen } from './offscreen';
import { modeOfPage, recordFrame, recordStart, recordStop } from './starts';

const DONE: Outcome = { ok: true };

/** How often each tab was stopped since the worker came up: a start that is under way must not begin after that. */
const stops = new Map<number, number>();

/** Starts reading the call of a tab: its content script, the engine, and the word to begin. */
export async function startCall(tabId: number, mode?: Mode): Promise<Outcome> {
  const outcome = await start(tabId, mode).catch((error: unknown) => {
    report('starting to read a call', error);
    return refused(problemOf(error));
  });
  // What was brought up, or kept, for this call is of no use now.
  if (!outcome.ok) closeOffscreenWhenIdle();
  return outcome;
}

async function start(tabId: number, mode?: Mode): Promise<Outcome> {
  const stopped = stops.get(tabId);
  // A stop takes back what was recorded before it.
  const isStopped = () => stops.get(tabId) !== stopped;
  const settings = await loadSettings();
  if (!hasAgreed(settings)) return refused({ code: 'start_agree' });
  if (isStopped()) return DONE;
  const chosen = mode ?? settings.mode;
  try {
    const asking = Promise.all([orderTo(chosen, settings), loadExcluded()]);
    // Where it is never waited for, nothing depends on it.
    asking.catch(() => undefined);
    // Before the word to begin: a page's script may ask for its settings as soon as it hears of the start.
    const documentId = await recordStart(tabId, chosen);
    if (documentId === null) return refused({ code: 'start_unseen' });
    const [page, engine, [order, excluded]] = await Promise.all([pageOf(tabId, documentId), ensureEngine(), asking]);
    if (isStopped()) {
      closeOffscreenWhenIdle();
      return DONE;
    }
    const ownOrder = page.place === null ? order : { ...order, settings: settingsAt(page.place, settings, excluded) };
    const outcome = engine.ok ? await begin(tabId, { ...page, ownOrder }, order, isStopped) : engine;
    if (!outcome.ok && !isStopped()) await recordStop(tabId);
    return outcome;
  } catch (error) {
    if (!isStopped()) await recordStop(tabId);
    throw error;
  }
}

/** A page that is started: where people are left out by its address, null where the browser does not tell that. */
interface StartedPage {
  readonly documentId: string;
  readonly place: string | null;
}

/** Asked for when the document is known: while that stands, the address is its own. */
async function pageOf(tabId: number, documentId: string): Promise<StartedPage> {
  const { url } = await browser.tabs.get(tabId);
  return { documentId, place: url === undefined ? null : placeOf(new URL(url)) };
}

/** Gives the page the word to begin, and its frames. */
async function begin(
  tabId: number,
  { documentId, ownOrder }: { readonly documentId: string; readonly ownOrder: StartOrder },
  order: StartOrder,
  isStopped: () => boolean,
): Promise<Outcome> {
  const tell = () => {
    // To the document alone: no other page hears who is left out there. It begins at the first of the two that it hears,
    // and what goes wrong with either is the same.
    void sendToTab(tabId, 'content.start', ownOrder, { documentId }).catch(() => undefined);
    return sendToTab(tabId, 'content.start', order).catch(notHeard);
  };
  const heard = await tell();
  if (heard) return heard;
  // A page that was open before Facet might read it has no script of ours yet.
  const mayBegin = await injectContentScript(tabId);
  if (isStopped()) return DONE;
  return (mayBegin && (await tell())) || refused({ code: 'start_unseen' });
}

/** null where no script of ours is there. @throws what one that is there answered. */
function notHeard(error: unknown): null {
  if (error instanceof Failure) throw error;
  return null;
}

/** Reads a frame that came up later, or while reading was started, where its page is read. */
export async function joinCall({ tab, frameId, documentId }: Sender): Promise<Outcome> {
  const tabId = tab?.id;
  if (tabId === undefined || !frameId || !documentId) return DONE;
  const mode = await modeOfPage(tabId);
  const settings = await loadSettings();
  if (!mode || !hasAgreed(settings)) return DONE;
  await recordFrame(tabId, documentId);
  return sendToTab(tabId, 'content.start', await orderTo(mode, settings), { frameId });
}

async function orderTo(mode: Mode, { pseudonyms, keepDays }: Settings): Promise<StartOrder> {
  const commands = await browser.commands.getAll();
  const shortcut = commands.find(({ name }) => name === 'toggle-reading')?.shortcut ?? '';
  return { mode, pseudonyms, isFleeting: keepDays === 0, shortcut, succession: await secret() };
}

/** Stops reading. The call's port closes with it, and the offscreen document reports that. */
export async function stopCall(tabId: number | undefined): Promise<Outcome> {
  if (tabId === undefined) return refused({ code: 'stop_noTab' });
  await forgetStart(tabId);
  try {
    return await sendToTab(tabId, 'content.stop', {});
  } catch {
    // No content script, so nothing is read there.
    return DONE;
  }
}

/** Whatever was started in a tab is over, or must not begin. The engine goes too, where no other call needs it. */
export async function forgetStart(tabId: number): Promise<void> {
  stops.set(tabId, (stops.get(tabId) ?? 0) + 1);
  await recordStop(tabId);
  closeOffscreenWhenIdle();
}

/** Brings the engine up for a start that is likely, and lets it go where none comes; it reads nothing before one. */
export async function prepareEngine(): Promise<Outcome> {
  if (!hasAgreed(await loadSettings())) return refused({ code: 'start_agree' });
  const outcome = await ensureEngine();
  closeOffscreenWhenIdle();
  return outcome;
}

/** Brings the offscreen document up where it is not; a refusal says why it could not be. Never throws. */
export async function ensureEngine(): Promise<Outcome> {
  try {
    await ensureOffscreen();
    return DONE;
  } catch (error) {
    report('bringing up the engine', error);
    return refused({ code: 'start_engine', why: problemOf(error) });
  }
}

function refused(problem: Problem): Outcome {
  return { ok: false, problem };
}

/** Where this installation's secret is kept: an update must not change it. */
const SECRET = 'succession';

async function secret(): Promise<string> {
  const known = (await browser.storage.local.get(SECRET))[SECRET];
  if (typeof known === 'string') return known;
  const made = crypto.randomUUID();
  await browser.storage.local.set({ [SECRET]: made });
  return made;
}
