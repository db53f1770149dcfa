import browser, { type Tabs } from 'webextension-polyfill';
import { originPattern } from '../site-permissions';

/** The page that the popup is about. */
export interface Page {
  readonly tabId: number;
  readonly access: Access;
}

export type Access =
  /** The content script runs there, or would after a reload. */
  | { readonly is: 'allowed' }
  /** A web page that the user may enable: its host, and the pattern to ask for. */
  | { readonly is: 'possible'; readonly host: string; readonly pattern: string }
  /** A page of the browser, a file, or one whose address Chrome does not tell. */
  | { readonly is: 'impossible' };

/** The page of the given tab, or of the active one. null where there is no such tab. */
export async function currentPage(namedTab: number | null): Promise<Page | null> {
  const tab = namedTab === null ? await activeTab() : await browser.tabs.get(namedTab).catch(() => undefined);
  if (tab?.id === undefined) return null;
  return { tabId: tab.id, access: await accessTo(tab.url) };
}

/** Must run within the user's click. @returns whether the user agreed. */
export function askFor(pattern: string): Promise<boolean> {
  return browser.permissions.request({ origins: [pattern] });
}

async function activeTab(): Promise<Tabs.Tab | undefined> {
  return (await browser.tabs.query({ active: true, currentWindow: true }))[0];
}

async function accessTo(address: string | undefined): Promise<Access> {
  const pattern = address === undefined ? null : originPattern(address);
  if (!pattern || !address) return { is: 'impossible' };
  const host = new URL(address).host;
  return (await browser.permissions.contains({ origins: [pattern] }))
    ? { is: 'allowed' }
    : { is: 'possible', host, pattern };
}
