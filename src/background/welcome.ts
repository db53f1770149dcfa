import browser from 'webextension-polyfill';
import { ownContexts } from './own-contexts';

/** Where the build puts the page (vite.config.ts names it as an input). */
const PAGE = 'src/welcome/index.html';

/** Shows what Facet does, and asks for the user's agreement; the page that is open already, where one is. */
export async function openWelcome(): Promise<void> {
  const url = browser.runtime.getURL(PAGE);
  const [open] = await ownContexts({ contextTypes: ['TAB'], documentUrls: [url] });
  if (open && open.tabId >= 0) await browser.tabs.update(open.tabId, { active: true });
  else await browser.tabs.create({ url });
}
