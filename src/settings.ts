import browser from 'webextension-polyfill';
import { DISCLOSURE } from './consent';
import { type Effort, isEffort } from './effort';
import { MODES, type Mode } from './mode';

/** What the user chose, kept in storage.local (never synced: nothing leaves the machine). */
export interface Settings {
  /** The disclosure that the user agreed to (consent.ts); 0: none. */
  readonly consent: number;
  /** Whose expressions are read, where the user does not say otherwise for a call. */
  readonly mode: Mode;
  /** Badges and boxes on the call page. */
  readonly overlay: boolean;
  /** Marks of what a face shows more than it usually does, on the call page and in the popup. */
  readonly usual: boolean;
  /** How much of the processor reading may take. */
  readonly effort: Effort;
  /** "Person A" instead of names, in sessions and exports. */
  readonly pseudonyms: boolean;
  /** Days after which a session is deleted; 0: as soon as its call ends. */
  readonly keepDays: KeepDays;
}

export const KEEP_DAYS = [0, 1, 7, 30, 365] as const;
export type KeepDays = (typeof KEEP_DAYS)[number];

export const DEFAULTS: Settings = {
  consent: 0,
  mode: 'people',
  overlay: true,
  usual: true,
  effort: 'balanced',
  pseudonyms: false,
  keepDays: 7,
};

const KEY = 'settings';

/** Missing or broken fields take their default. */
export function parseSettings(stored: unknown): Settings {
  const given = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
  const flag = (name: 'overlay' | 'usual' | 'pseudonyms') =>
    typeof given[name] === 'boolean' ? given[name] : DEFAULTS[name];
  return {
    consent: consentOf(given),
    mode: MODES.find((mode) => mode === given.mode) ?? DEFAULTS.mode,
    overlay: flag('overlay'),
    usual: flag('usual'),
    effort: isEffort(given.effort) ? given.effort : DEFAULTS.effort,
    pseudonyms: flag('pseudonyms'),
    keepDays: KEEP_DAYS.find((days) => days === given.keepDays) ?? DEFAULTS.keepDays,
  };
}

/** Before there were numbers, the one notice was accepted or not. */
function consentOf({ consent, noticeAccepted }: Record<string, unknown>): number {
  if (Number.isInteger(consent) && (consent as number) <= DISCLOSURE) return consent as number;
  return noticeAccepted === true ? 1 : DEFAULTS.consent;
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
