import browser from 'webextension-polyfill';
import { hasAgreed } from '../consent';
import { SessionStore } from '../session/store';
import { loadSettings } from '../stored-settings';

/** Name of the alarm. */
export const RETENTION = 'retention';
/** How often old sessions are looked for, minutes. */
const EVERY = 60;
const DAY = 86_400_000;
/** A session that is being recorded was written to more lately than this, milliseconds. */
const UNDER_WAY = 3_600_000;

/** The alarm goes a minute after the worker came up, then every hour. */
export async function scheduleRetention(): Promise<void> {
  await browser.alarms.create(RETENTION, { delayInMinutes: 1, periodInMinutes: EVERY });
}

/**
 * Deletes sessions that the user deleted, where their page could not, and those that are older than the user wants them
 * kept; who has not agreed to that yet loses nothing. Then seals what an earlier version left in the clear.
 */
export async function deleteOld(): Promise<void> {
  const settings = await loadSettings();
  if (!hasAgreed(settings)) return;
  const store = await SessionStore.open();
  try {
    await store.emptyTrash('left');
    await store.deleteOlder(Date.now() - Math.max(UNDER_WAY, settings.keepDays * DAY));
    await store.tidy();
  } finally {
    store.close();
  }
}
