/** An extension's id, as the browser gives one. */
const ID = 'own';

/** `browser`, which webextension-polyfill hands out where it stands, and `chrome`: from Chrome 148 on their parts are the same. */
const api: Record<string, unknown> = (globalThis as { browser?: Record<string, unknown> }).browser ?? {};

/**
 * Puts parts of the browser's API for extensions where `import browser from 'webextension-polyfill'` finds them, in the
 * place of all that was there. Before each file of unit tests there is the extension's id alone, without which the polyfill
 * refuses to load.
 */
export function stubBrowser(parts: object = {}): void {
  for (const name of Object.keys(api)) delete api[name];
  Object.assign(api, { runtime: { id: ID } }, parts);
}

Object.assign(globalThis, { browser: api, chrome: api });
stubBrowser();
