import { parseSettings, type Settings } from './settings';
import { Stored } from './stored';

/** Their place in storage.local. */
export const SETTINGS = 'settings';

const stored = new Stored(SETTINGS, parseSettings);

/** @throws what storage throws. */
export function loadSettings(): Promise<Settings> {
  return stored.load();
}

/** Changes made at the same moment, also in two of our pages, are all kept. */
export function saveSettings(change: Partial<Settings>): Promise<void> {
  return stored.change((before) => ({ ...before, ...change }));
}

/** Calls back with the settings whenever they change, until the signal aborts. */
export function watchSettings(callback: (settings: Settings) => void, signal: AbortSignal): void {
  stored.watch(callback, signal);
}
