import { hasAgreed } from '../consent';
import type { ReadTab } from '../messages';
import { isMode } from '../mode';
import { loadSettings } from '../settings';
import { addedOrigins } from '../site-permissions';
import { startCall } from './calls';
import { ensureContentScript } from './content-scripts';
import { syncSites } from './sites';
import { openWelcome } from './welcome';

/** Where the tabs that are read are kept: an update of the extension ends everything that knows of them. */
const KEY = 'reading';

export async function rememberReading(calls: readonly ReadTab[]): Promise<void> {
  await chrome.storage.local.set({ [KEY]: calls });
}

/** With a new run of the browser, tabs have new numbers. */
export async function forgetReading(): Promise<void> {
  await chrome.storage.local.remove(KEY);
}

/**
 * Pages that are open already get the content script, which Chrome puts only into new ones; and after an update, calls
 * that were being read are read on, as they were. Where the user agreed to nothing, or not to what is new, that is shown
 * first.
 */
export async function onInstalled(reason: `${chrome.runtime.OnInstalledReason}`): Promise<void> {
  if (reason !== 'chrome_update' && !hasAgreed(await loadSettings())) await openWelcome();
  // An update drops registered scripts.
  await syncSites();
  const manifest = chrome.runtime.getManifest();
  const added = addedOrigins(await chrome.permissions.getAll(), manifest);
  const tabs = await chrome.tabs.query({ url: [...(manifest.host_permissions ?? []), ...added] });
  await Promise.all(tabs.map(({ id }) => (id === undefined ? false : ensureContentScript(id))));
  if (reason !== 'update') return;
  for (const { tabId, mode } of remembered((await chrome.storage.local.get(KEY))[KEY]))
    if (tabs.some(({ id }) => id === tabId)) await startCall(tabId, mode);
}

/** What an earlier version kept of each tab may have been less: that is not read on. */
function remembered(kept: unknown): ReadTab[] {
  if (!Array.isArray(kept)) return [];
  return kept.filter((tab: Partial<ReadTab> | null) => typeof tab?.tabId === 'number' && isMode(tab.mode));
}
