/**
 * The settings are for the extension's own pages and worker: a page's script is told what it must know. As `chrome.*`: the
 * polyfill's types know no setAccessLevel.
 */
export async function guardStorage(): Promise<void> {
  await chrome.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
}
