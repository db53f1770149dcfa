import browser from 'webextension-polyfill';
import type { ReadTab } from '../messages';
import { isMode } from '../mode';

/** Where the tabs that are read are kept: an update of the extension, or a worker that sleeps, ends everything that knows of them. */
const KEY = 'reading';

/** In place of those of before. */
export async function rememberReading(calls: readonly ReadTab[]): Promise<void> {
  await browser.storage.local.set({ [KEY]: calls });
}

/** With a new run of the browser, tabs have new numbers. */
export async function forgetReading(): Promise<void> {
  await browser.storage.local.remove(KEY);
}

/** The tabs that are read, as the engine last said. What an earlier version kept of each may have been less: those are left out. */
export async function readTabs(): Promise<ReadTab[]> {
  const kept: unknown = (await browser.storage.local.get(KEY))[KEY];
  if (!Array.isArray(kept)) return [];
  return kept.filter((tab: Partial<ReadTab> | null) => typeof tab?.tabId === 'number' && isMode(tab.mode));
}
