import type { Page } from 'puppeteer';
import { DEFAULTS } from '../../src/settings';
import { bundle } from '../chromium/bundle';
import type {} from './stored-session-page';

const DAY = 86_400_000;

/** Yesterday at noon UTC, milliseconds since the epoch: a minute after it was installed, Facet deletes what is a week old. */
export const YESTERDAY = Math.floor(Date.now() / DAY) * DAY - DAY / 2;

/**
 * Puts sessions into the store of an extension page, by the extension's own code.
 * @throws Error where one is so old that Facet would delete it by itself.
 */
export async function storeSessions(page: Page, sessions: Parameters<typeof window.storeSessions>[0]): Promise<void> {
  const oldest = Date.now() - DEFAULTS.keepDays * DAY;
  const old = sessions.find(({ startedAt }) => startedAt < oldest);
  if (old) throw new Error(`Session ${old.id} is older than ${DEFAULTS.keepDays} days: Facet would delete it.`);
  await page.evaluate(await bundle('scripts/driver/stored-session-page.ts'));
  await page.evaluate((list) => window.storeSessions(list), sessions);
}

export async function countRows(page: Page, session: string): Promise<number> {
  await page.evaluate(await bundle('scripts/driver/stored-session-page.ts'));
  return page.evaluate((id) => window.countRows(id), session);
}

/** Changes a byte of a stored session's record, so that nobody can open it. @param page one of the extension's. */
export async function damageSession(page: Page, session: string): Promise<void> {
  await page.evaluate(await bundle('scripts/driver/stored-session-page.ts'));
  await page.evaluate((id) => window.damageSession(id), session);
}
