import browser from 'webextension-polyfill';
import type { Context } from '../messages';

/**
 * Whether this script still belongs to an extension: after an update or a removal its content scripts live on in open
 * pages, and every call of `browser.*` throws.
 */
export function contextLives(): boolean {
  try {
    return browser.runtime?.id !== undefined;
  } catch {
    return false;
  }
}

const PAGES: readonly Context[] = ['offscreen', 'popup', 'options', 'welcome'];

/** Where this code runs, by its address: our pages have ours each, the worker no document, content scripts a page's. */
export function thisContext(): Context {
  if (typeof document === 'undefined') return 'background';
  const home = browser.runtime.getURL('src/');
  return PAGES.find((page) => location.href.startsWith(`${home}${page}/`)) ?? 'content';
}
