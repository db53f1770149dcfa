/** The extension's own pages that are open. As `chrome.*`: the polyfill's types know no getContexts. */
export function ownContexts(which: chrome.runtime.ContextFilter): Promise<chrome.runtime.ExtensionContext[]> {
  return chrome.runtime.getContexts(which);
}
