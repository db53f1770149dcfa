import browser from 'webextension-polyfill';
import { addedOrigins } from '../site-permissions';
import { contentScriptFiles, ensureContentScript } from './content-scripts';

const SCRIPT = 'sites-added-by-the-user';

/** Syncs run one after the other: two at once would both register. */
let syncing: Promise<void> = Promise.resolve();

/** Makes the content script run on exactly the sites that the user enabled beyond the manifest's own. */
export function syncSites(): Promise<void> {
  syncing = syncing.then(sync, sync);
  return syncing;
}

/**
 * As {@link syncSites}, and reads pages of the newly enabled sites that are open already. Chrome closes the popup while it
 * asks the user, so it is opened again over the page that it was about.
 */
export async function onSitesAdded(origins: readonly string[]): Promise<void> {
  await syncSites();
  if (origins.length === 0) return;
  const tabs = await browser.tabs.query({ url: [...origins] });
  await Promise.all(tabs.map(({ id }) => (id === undefined ? undefined : ensureContentScript(id))));
  const [inFront] = await browser.tabs.query({ url: [...origins], active: true, lastFocusedWindow: true });
  // Rejects where no window has the focus: then the user opens it.
  if (inFront) await browser.action.openPopup().catch(() => undefined);
}

async function sync(): Promise<void> {
  const matches = addedOrigins(await browser.permissions.getAll(), browser.runtime.getManifest());
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  if (matches.length === 0) {
    if (registered) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT] });
    return;
  }
  const script = { id: SCRIPT, matches, js: contentScriptFiles(), allFrames: true, persistAcrossSessions: true };
  if (registered) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([{ ...script, runAt: 'document_idle' }]);
}
