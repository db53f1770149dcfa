import { setTimeout as pause } from 'node:timers/promises';
import type { Page, Protocol } from 'puppeteer';

/** Milliseconds to wait for it, at the most, and between two looks. */
const PATIENCE = 60_000;
const EVERY = 4;

/**
 * When a page's overlay first shows a reading. Looks for its title alone, by one session with the browser: measuring
 * where everything stands takes longer than what is to be measured.
 *
 * @returns milliseconds since 1970.
 * @throws where none shows within a minute.
 */
export async function firstBadge(page: Page): Promise<number> {
  const session = await page.createCDPSession();
  try {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(EVERY)) {
      const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
      if (showsReading(root)) return performance.timeOrigin + performance.now();
    }
    throw new Error('No badge was shown within a minute.');
  } finally {
    await session.detach();
  }
}

function showsReading({ attributes = [], children = [], shadowRoots = [] }: Protocol.DOM.Node): boolean {
  const isTitle = (text: string, i: number) =>
    i % 2 === 1 && attributes[i - 1] === 'title' && /^(appears|unsure)/.test(text);
  return attributes.some(isTitle) || [...children, ...shadowRoots].some(showsReading);
}
