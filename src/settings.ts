import browser from 'webextension-polyfill';

/** What the user chose, kept in storage.local (never synced: nothing leaves the machine). */
export interface Settings {
  /** Badges and boxes on the call page. */
  readonly overlay: boolean;
  /** Marks of what a face shows more than it usually does, on the call page and in the popup. */
  readonly usual: boolean;
  /** The user read what Facet does, the EU's ban at work and in education included, and wants to go on. */
  readonly noticeAccepted: boolean;
}

export const DEFAULTS: Settings = { overlay: true, usual: true, noticeAccepted: false };

const KEY = 'settings';

/** Missing or broken fields take their default. */
export function parseSettings(stored: unknown): Settings {
  const given = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  const flag = (name: keyof Settings) => (typeof given[name] === 'boolean' ? given[name] : DEFAULTS[name]);
  return { overlay: flag('overlay'), usual: flag('usual'), noticeAccepted: flag('noticeAccepted') };
}

export async function loadSettings(): Promise<Settings> {
  return parseSettings((await browser.storage.local.get(KEY))[KEY]);
}

export async function saveSettings(change: Partial<Settings>): Promise<void> {
  await browser.storage.local.set({ [KEY]: { ...(await loadSettings()), ...change } });
}

/** Calls back with the settings whenever they change, until the signal aborts. */
export function watchSettings(callback: (settings: Settings) => void, signal: AbortSignal): void {
  const listener = (changes: Record<string, { newValue?: unknown }>, area: string) => {
    if (area === 'local' && changes[KEY]) callback(parseSettings(changes[KEY].newValue));
  };
  browser.storage.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listener), { once: true });
}
