import browser from 'webextension-polyfill';
import { type Sender, send, sendToTab } from '../bridge/requests';
import { hasAgreed } from '../consent';
import { dropExcluded, keepExcluded, loadExcluded, type Who } from '../exclusion';
import type { DocumentTerms, Outcome, PageSettings, Requests, Wishes } from '../messages';
import type { Settings } from '../settings';
import { siteFor } from '../sites/registry';
import { loadSettings } from '../stored-settings';
import { ensureEngine, stopCall } from './calls';
import { placeOf, settingsAt } from './chosen-settings';
import { modeOf, startedTabs } from './starts';

type Asked = Requests['call.terms']['body'];

/** What the user chose, for a page whose reading they started; null for every other, and where they agree no more. */
export async function pageSettings(sender: Sender): Promise<PageSettings | null> {
  const place = await startedPlace(sender);
  const settings = await loadSettings();
  if (!place || !hasAgreed(settings)) return null;
  return settingsAt(place, settings, await loadExcluded());
}

/** Brings the engine (back) up for a page whose reading the user started, and for no other. */
export async function ensureEngineFor(sender: Sender): Promise<Outcome> {
  return (await startedPlace(sender)) ? ensureEngine() : { ok: false, problem: { code: 'page_unread' } };
}

/** Keeps, or forgets, somebody of the sender's own site. */
export async function excludePerson(
  { excluded, ...who }: Who & { excluded: boolean },
  sender: Sender,
): Promise<Outcome> {
  const place = await startedPlace(sender);
  if (!place) return { ok: false, problem: { code: 'page_unread' } };
  if (excluded) await keepExcluded({ site: place, ...who });
  else await dropExcluded(place, who);
  return { ok: true };
}

/** As what a document may be read, which the engine asks before it reads one. @param origin the browser's word. */
export async function documentTerms({ tabId, documentId, origin }: Asked): Promise<DocumentTerms | null> {
  const mode = await modeOf(tabId, documentId);
  const settings = await loadSettings();
  if (!mode || !hasAgreed(settings)) return null;
  const { pseudonyms } = settings;
  const address = new URL(origin);
  const { id: siteId, label: siteLabel } = siteFor(address);
  const place = placeOf(address);
  return { siteId, siteLabel, place, mode, pseudonyms, ...wishesOf(settings) };
}

function wishesOf({ effort, smoothing, certainty, keepDays }: Settings): Wishes {
  return { effort, tuning: { smoothing, certainty }, isFleeting: keepDays === 0 };
}

/** Has every page ask anew, and tells the engine; reading ends where the user agrees no more. */
export async function tellChoices(): Promise<void> {
  const settings = await loadSettings();
  // Where nothing is read there is no engine to tell.
  void send('reading.tuned', wishesOf(settings)).catch(() => undefined);
  if (!hasAgreed(settings)) await Promise.all((await startedTabs()).map((tabId) => stopCall(tabId)));
  const tabs = await browser.tabs.query({});
  await Promise.all(
    tabs.map(({ id }) => id !== undefined && sendToTab(id, 'settings.changed', {}).catch(() => undefined)),
  );
}

/** Where people are left out by the sender's address; null where reading was not started. */
async function startedPlace({ tab, documentId, url }: Sender): Promise<string | null> {
  if (tab?.id === undefined || !documentId || !url || !(await modeOf(tab.id, documentId))) return null;
  return placeOf(new URL(url));
}
