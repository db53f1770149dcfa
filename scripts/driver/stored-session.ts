import type { Page } from 'puppeteer';
import { bundle } from './bundle';
import type {} from './stored-session-page';

/** Puts sessions into the store of an extension page, by the extension's own code. */
export async function storeSessions(page: Page, sessions: Parameters<typeof window.storeSessions>[0]): Promise<void> {
  await page.evaluate(await bundle('scripts/driver/stored-session-page.ts'));
  await page.evaluate((list) => window.storeSessions(list), sessions);
}

export async function countRows(page: Page, session: string): Promise<number> {
  await page.evaluate(await bundle('scripts/driver/stored-session-page.ts'));
  return page.evaluate((id) => window.countRows(id), session);
}
