import { hasAgreed } from '../consent';
import { loadSettings } from '../settings';
import { addedOrigins } from '../site-permissions';
import { startCall } from './calls';
import { ensureContentScript } from './content-scripts';
import { readTabs } from './read-tabs';
import { syncSites } from './sites';
import { openWelcome } from './welcome';

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
  for (const { tabId, mode } of await readTabs()) if (tabs.some(({ id }) => id === tabId)) await startCall(tabId, mode);
}
