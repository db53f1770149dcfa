import { addedOrigins } from '../site-permissions';
import { startCall } from './calls';
import { ensureContentScript } from './content-scripts';
import { syncSites } from './sites';

/** Where the tabs that are read are kept: an update of the extension ends everything that knows of them. */
const KEY = 'reading';

export async function rememberReading(tabIds: readonly number[]): Promise<void> {
  await chrome.storage.local.set({ [KEY]: tabIds });
}

/** With a new run of the browser, tabs have new numbers. */
export async function forgetReading(): Promise<void> {
  await chrome.storage.local.remove(KEY);
}

/**
 * Pages that are open already get the content script, which Chrome puts only into new ones; and after an update, calls
 * that were being read are read on.
 */
export async function onInstalled(reason: `${chrome.runtime.OnInstalledReason}`): Promise<void> {
  // An update drops registered scripts.
  await syncSites();
  const manifest = chrome.runtime.getManifest();
  const added = addedOrigins(await chrome.permissions.getAll(), manifest);
  const tabs = await chrome.tabs.query({ url: [...(manifest.host_permissions ?? []), ...added] });
  await Promise.all(tabs.map(({ id }) => (id === undefined ? false : ensureContentScript(id))));
  const reading = (await chrome.storage.local.get(KEY))[KEY];
  if (reason !== 'update' || !Array.isArray(reading)) return;
  for (const tabId of reading) if (tabs.some(({ id }) => id === tabId)) await startCall(tabId);
}
