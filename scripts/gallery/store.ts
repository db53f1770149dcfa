import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { Facet } from '../driver/facet';
import { overlayOf } from '../driver/overlay';
import { storeSessions, YESTERDAY } from '../driver/stored-session';
import { until } from '../driver/until';
import { say } from '../run.mjs';
import { agree, at, facesIn, shown } from './walk';

/** What the Chrome Web Store takes: https://developer.chrome.com/docs/webstore/images, seen 2026-11-27. */
const SIZE = { width: 1280, height: 800 };
/** Of the demo call, the user among them. */
const EVERYONE = 6;

/** Five pictures for the store's page. */
export async function storePictures(extension: string, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const facet = await Facet.open({ extension, agree: false, viewport: SIZE });
  const picture = async (page: Page, name: string, isReady: () => Promise<boolean> = async () => true) => {
    await page.bringToFront();
    await page.setViewport(SIZE);
    await pause(500);
    await until(isReady, { timeout: 60_000 }).catch(() => say(`${name}: this machine is too slow to show all.`));
    await page.screenshot({ path: join(folder, name) as `${string}.png` });
  };
  try {
    const { page: welcome } = await facet.welcome();
    await picture(welcome, '5-what-it-does.png');
    const options = await facet.options();
    await agree(options);
    const call = await facet.call('meet', '?demo');
    const { page: popup } = await facet.popup(call);
    await shown(popup, 'ready');
    await popup.locator('button.primary').click();
    await facesIn(popup, 3);
    // Tiles that moved have no badge until they are read again.
    const isRead = async () => ((await overlayOf(call))?.badges ?? []).length === EVERYONE;
    await picture(call, '1-call.png', isRead);
    await popup.goto(`${popup.url()}&panel`);
    await facesIn(popup, 3);
    await picture(popup, '2-participants.png');
    const people = ['Mei Tanaka', 'Kofi Mensah', 'Ana Souza'];
    await storeSessions(await at(options, facet, 'about'), [
      { id: 'a', siteLabel: 'Google Meet', startedAt: YESTERDAY, seconds: 1800, people },
    ]);
    // Charts are drawn where they are seen.
    await options.bringToFront();
    await at(options, facet, 'sessions/a');
    await options.waitForSelector('.lane-chart canvas');
    await picture(options, '3-timeline.png');
    await picture(await at(options, facet, 'settings'), '4-settings.png');
  } finally {
    await facet.close();
  }
}
