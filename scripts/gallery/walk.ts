import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { DISCLOSURE } from '../../src/consent';
import { Facet } from '../driver/facet';
import { filmFile } from '../driver/film-file';
import { damageSession, storeSessions, YESTERDAY } from '../driver/stored-session';
import { personNamed } from '../faces/people';
import { portraits } from '../faces/render';
import type { Album } from './album';

export const WIDTHS = [320, 800, 1600];
/** The popup takes its width from its contents; the side panel is as wide as its user likes. */
const POPUP = [372];
const PANEL = [320, 800];

/** From first run to a stored session's report. Nothing is found by its words: they differ from language to language. */
export async function walk(extension: string, album: Album): Promise<void> {
  const facet = await Facet.open({ extension, agree: false });
  try {
    const { page: welcome } = await facet.welcome();
    await album.take(welcome, 'welcome', WIDTHS);
    const call = await facet.call('meet', '?demo');
    const popup = await facet.popup(call);
    await shown(popup.page, 'welcome');
    await album.take(popup.page, 'popup-before-agreeing', POPUP);

    const options = await facet.options();
    await agree(options);
    await welcome.waitForSelector('main[data-agreed="true"]');
    await album.take(welcome, 'welcome-agreed', WIDTHS);
    for (const section of ['camera', 'picture', 'sessions', 'settings', 'about'])
      await album.take(await at(options, facet, section), section, WIDTHS);

    await shown(popup.page, 'ready');
    await album.take(popup.page, 'popup-ready', POPUP);
    await popup.page.goto(facet.url('src/popup/index.html?tabId=999999'));
    await shown(popup.page, 'impossible');
    await album.take(popup.page, 'popup-not-a-page', POPUP);

    await reading(facet, call, album);
    const picture = join(mkdtempSync(join(tmpdir(), 'facet-')), 'call.png') as `${string}.png`;
    await call.bringToFront();
    await call.screenshot({ path: picture });
    await files(await at(options, facet, 'picture'), picture, album);
    await camera(await at(options, facet, 'camera'), album);
    await sessions(facet, options, album);
  } finally {
    await facet.close();
  }
}

/** A call that cannot be read: popup and call page say why. */
export async function walkDamaged(extension: string, album: Album): Promise<void> {
  const facet = await Facet.open({ extension, agree: false });
  try {
    await agree(await facet.options());
    const call = await facet.call('meet', '?demo');
    const { page } = await facet.popup(call);
    await shown(page, 'ready');
    await page.locator('button.primary').click();
    await page.waitForSelector('[role="alert"]', { timeout: 30_000 });
    await album.take(page, 'popup-error', POPUP);
    await album.take(call, 'call-error', [1280], 640);
  } finally {
    await facet.close();
  }
}

export async function agree(page: Page): Promise<void> {
  await page.evaluate((consent) => chrome.storage.local.set({ settings: { consent } }), DISCLOSURE);
}

async function reading(facet: Facet, call: Page, album: Album): Promise<void> {
  const page = await popupOf(facet, call);
  await shown(page, 'ready');
  await page.locator('button.primary').click();
  await facesIn(page, 3);
  await album.take(page, 'popup-reading', POPUP);
  await page.evaluate(() => {
    for (const row of [...document.querySelectorAll('details')].slice(0, 2)) row.open = true;
  });
  await album.take(page, 'popup-opened', POPUP, 1200);
  await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('.exclude button.danger')].at(-1)?.click());
  await page.waitForSelector('.confirm', { timeout: 10_000 });
  await album.take(page, 'popup-erase', POPUP, 1200);
  await page.evaluate(() => document.querySelector<HTMLElement>('.confirm button')?.click());
  await page.waitForFunction(() => !document.querySelector('.confirm'), { timeout: 10_000 });
  await album.take(page, 'popup-left-out', POPUP, 1200);
  await album.take(call, 'call', [1280], 640);
  await page.goto(`${page.url()}&panel`);
  await facesIn(page, 2);
  await album.take(page, 'panel', PANEL);
  await page.evaluate(() => document.querySelector<HTMLElement>('.controls button')?.click());
  await page.goto(page.url().replace('&panel', ''));
  await shown(page, 'ready');
  // Mirror, Audience, People.
  await page.locator('.mode:nth-of-type(2) input').click();
  await page.locator('button.primary').click();
  await page.waitForSelector('.audience [data-faces]:not([data-faces="0"])', { timeout: 30_000 });
  await album.take(page, 'popup-audience', POPUP);
  await page.evaluate(() => document.querySelector<HTMLElement>('.controls button')?.click());
  await page.close();
}

async function files(page: Page, picture: string, album: Album): Promise<void> {
  const input = await page.waitForSelector('.drop input[type="file"]');
  await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(picture);
  await page.waitForSelector('[data-picture="read"]', { timeout: 60_000 });
  await page.evaluate(() => document.querySelector('details')?.setAttribute('open', ''));
  await album.take(page, 'picture-read', WIDTHS);
  const [happy, surprised] = await Promise.all(
    (['happiness', 'surprise'] as const).map((one) => portraits(personNamed('Ingrid Holm'), [one])),
  );
  await page.evaluate(filmFile, happy!.toString('base64'), surprised!.toString('base64'));
  await page.locator('[data-file="video"] .film button').click();
  await page.waitForSelector('.film .timeline', { timeout: 60_000 });
  await album.take(page, 'video-read', WIDTHS);
}

async function camera(page: Page, album: Album): Promise<void> {
  await page.locator('button.primary').click();
  await page.waitForSelector('.faces li', { timeout: 60_000 });
  await album.take(page, 'camera-on', WIDTHS);
}

async function sessions(facet: Facet, page: Page, album: Album): Promise<void> {
  await storeSessions(await at(page, facet, 'about'), [
    {
      id: 'a',
      siteLabel: 'Google Meet',
      startedAt: YESTERDAY,
      seconds: 1800,
      people: ['Mei Tanaka', 'Kofi Mensah', 'Ana Souza'],
    },
    { id: 'b', siteLabel: 'Zoom', startedAt: YESTERDAY - 9e7, seconds: 600, people: ['Mei Tanaka', 'Ana Souza'] },
    { id: 'c', siteLabel: 'Zoom', startedAt: YESTERDAY - 9.5e7, seconds: 60, people: ['Mei Tanaka'] },
    { id: 'd', siteLabel: 'Zoom', startedAt: YESTERDAY - 9.6e7, seconds: 60, people: ['Mei Tanaka'] },
  ]);
  await at(page, facet, 'sessions');
  await page.waitForSelector('.sessions li');
  await album.take(page, 'sessions-list', WIDTHS);
  await damageSession(page, 'd');
  await at(page, facet, 'sessions');
  await page.locator('.sessions li:last-child .button:last-child').click();
  await page.waitForSelector('.undo');
  await album.take(page, 'sessions-deleted-damaged', WIDTHS);
  await at(page, facet, 'sessions/a');
  await page.waitForSelector('.lane-chart canvas');
  await album.take(page, 'timeline', WIDTHS);
  await page.locator('.timeline [aria-pressed]').click();
  await page.locator('.kept .danger').click();
  await page.waitForSelector('.confirm');
  await album.take(page, 'timeline-table', WIDTHS);
  const file = await facet.download(() => page.locator('.exports li:nth-child(4) button').click());
  await page.goto(`file://${file}`);
  await album.take(page, 'report', WIDTHS);
}

async function popupOf(facet: Facet, call: Page): Promise<Page> {
  return (await facet.popup(call)).page;
}

export async function shown(popup: Page, view: string): Promise<void> {
  await popup.waitForSelector(`main[data-view="${view}"]`, { timeout: 15_000 });
}

export async function facesIn(popup: Page, least: number): Promise<void> {
  await popup.waitForFunction((n) => document.querySelectorAll('li .face').length >= n, { timeout: 60_000 }, least);
}

/** A section of the options, from scratch. */
export async function at(page: Page, facet: Facet, section: string): Promise<Page> {
  await page.goto('about:blank');
  await page.goto(facet.url(`src/options/index.html#${section}`));
  await page.waitForSelector('main[data-section] > :nth-child(2)');
  return page;
}
