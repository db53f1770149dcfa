/**
 * Whether this script still belongs to an extension: after an update or a removal its content scripts live on in open
 * pages, and every call of `chrome.*` throws.
 */
export function contextLives(): boolean {
  try {
    return chrome.runtime?.id !== undefined;
  } catch {
    return false;
  }
}
