import browser from 'webextension-polyfill';
import { hasAgreed } from '../consent';
import { addedOrigins } from '../site-permissions';
import { loadSettings } from '../stored-settings';
import { startCall } from './calls';
import { ensureContentScript } from './content-scripts';
import { readTabs } from './read-tabs';
import { syncSites } from './sites';
import { openWelcome } from './welcome';

/**
 * Pages that are open already get the content script, which Chrome puts only into new ones; and after an update, calls
 * that were being read are read on, as they were. Where the user agreed to nothing, or not to what is new, that is shown
 * first.
 * @param reason Chrome's own word: the polyfill's types have Firefox's.
 */
export async function onInstalled(reason: string): Promise<void> {
  if (reason !== 'chrome_update' && !hasAgreed(await loadSettings())) await openWelcome();
  // An update drops registered scripts.
  await syncSites();
  const manifest = browser.runtime.getManifest();
  const added = addedOrigins(await browser.permissions.getAll(), manifest);
  const tabs = await browser.tabs.query({ url: [...(manifest.host_permissions ?? []), ...added] });
  await Promise.all(tabs.map(({ id }) => (id === undefined ? false : ensureContentScript(id))));
  if (reason !== 'update') return;
  for (const { tabId, mode } of await readTabs()) if (tabs.some(({ id }) => id === tabId)) await startCall(tabId, mode);
}
