import browser from 'webextension-polyfill';
import { sendToTab } from '../bridge/requests';
import type { CallProbe } from '../messages';

/** The content script as the build named it. */
export function contentScriptFiles(): string[] {
  return browser.runtime.getManifest().content_scripts?.flatMap(({ js }) => js ?? []) ?? [];
}

/** What the page of a tab says about its call; null where no content script of ours answers. */
export async function probe(tabId: number): Promise<CallProbe | null> {
  try {
    return (await sendToTab(tabId, 'content.probe', {})) ?? null;
  } catch {
    return null;
  }
}

/**
 * Puts the content script into a page that was open before Facet might read it. Does nothing where one is there.
 * @returns whether a content script answers now.
 */
export async function ensureContentScript(tabId: number): Promise<boolean> {
  if (await probe(tabId)) return true;
  return (await injectContentScript(tabId)) && (await probe(tabId)) !== null;
}

/** @returns whether Facet may. */
export async function injectContentScript(tabId: number): Promise<boolean> {
  try {
    await browser.scripting.executeScript({ target: { tabId, allFrames: true }, files: contentScriptFiles() });
    return true;
  } catch {
    return false;
  }
}
