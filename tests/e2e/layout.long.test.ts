import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filmFile } from '../../scripts/driver/film-file';
import type { Popup } from '../../scripts/driver/popup';
import { storeSessions, YESTERDAY } from '../../scripts/driver/stored-session';
import { PEOPLE, personNamed } from '../../scripts/faces/people';
import { portraits } from '../../scripts/faces/render';
import { speaking } from '../../scripts/gallery/extension';
import { agree, at, facesIn, shown } from '../../scripts/gallery/walk';
import { faults, type Window } from './layout-faults';
import { useFacet } from './session';

/** 320 CSS pixels are also what a window of 1280 has at 400 %. */
const WINDOWS: readonly Window[] = [320, 480, 768, 1280, 1600].map((width) => ({ width, height: 900 }));
/** The popup takes its size from its contents, up to 800 × 600; the second is that at 400 %. */
const POPUP: readonly Window[] = [
  { width: 372, height: 600 },
  { width: 200, height: 150 },
];
const LONG = 'Maximiliane von Hohenstein-Wittgenstein (Abteilung Öffentlichkeitsarbeit)';

const SECTIONS = [
  ['camera', '.stage'],
  ['picture', '.drop'],
  ['sessions', '.sessions'],
  ['sessions/a', '.lane-chart canvas'],
  ['settings', '[data-setting]'],
  ['about', '.card'],
] as const;

async function atAll(page: Page, of: string, windows = WINDOWS): Promise<string[]> {
  const found: string[] = [];
  for (const window of windows) {
    found.push(...(await faults(page, window)).map((fault) => `${of} ${fault}`));
    if (process.env.PICTURES)
      await page.screenshot({
        path: `${process.env.PICTURES}/${of.replace(/\W/g, '-')}-${window.width}.png` as `${string}.png`,
        fullPage: true,
      });
  }
  await page.setViewport(WINDOWS[3]!);
  return found;
}

// Nothing is found by its words here: they differ from language to language.
describe.each(['en', 'de', 'fr', 'ja'])(
  'nothing is out of reach, cut or laid over something else, in %s',
  (language) => {
    const folder = mkdtempSync(join(tmpdir(), 'facet-layout-'));
    const facet = useFacet({ extension: speaking(language, join(folder, 'extension')), agree: false });
    let options: Page;
    const look = (page: Page, of: string, windows = WINDOWS) => atAll(page, `${language} ${of}`, windows);

    beforeAll(async () => {
      options = await facet().options();
      await agree(options);
      await at(options, facet(), 'about');
      await storeSessions(options, [
        { id: 'a', siteLabel: 'Google Meet', startedAt: YESTERDAY, seconds: 600, people: [LONG, 'Ann', 'Bob'] },
        { id: 'b', siteLabel: 'Zoom', startedAt: YESTERDAY, seconds: 60, people: [LONG] },
      ]);
    });

    it.each(SECTIONS)('in the section %s', async (section, sign) => {
      await at(options, facet(), section);
      await options.waitForSelector(sign);
      expect(await look(options, section)).toEqual([]);
    });

    it('in a timeline’s table, and where somebody is about to be erased', async () => {
      await at(options, facet(), 'sessions/a');
      await options.locator('.timeline [aria-pressed]').click();
      await options.waitForSelector('.timeline table');
      await options.locator('.kept .danger').click();
      await options.waitForSelector('.confirm');
      expect(await look(options, 'table')).toEqual([]);
    });

    it('in the report of a session', async () => {
      await at(options, facet(), 'sessions/a');
      await options.waitForSelector('.lane-chart canvas');
      await options.locator('.marks ~ .button').click();
      await options.waitForSelector('.marks li');
      const file = await facet().download(() => options.locator('.exports li:nth-child(4) button').click());
      await options.goto(`file://${file}`);
      expect(await look(options, 'report')).toEqual([]);
    });

    it('where the camera runs', async () => {
      await at(options, facet(), 'camera');
      await options.locator('button.primary').click();
      await options.waitForSelector('.faces li', { timeout: 60_000 });
      expect(await look(options, 'camera running')).toEqual([]);
    });

    it('where pictures are read', async () => {
      await at(options, facet(), 'picture');
      const faces = await portraits(personNamed('Ingrid Holm'), ['happiness', 'surprise', 'neutral']);
      const paths = [`${LONG}.png`, 'a-name-without-any-place-to-break-it-in-two-or-three-lines.png', 'notes.jpg'].map(
        (name) => join(folder, name.replaceAll('/', '')),
      );
      for (const [i, path] of paths.entries()) writeFileSync(path, i < 2 ? faces : 'text');
      const input = (await options.waitForSelector('.drop input')) as ElementHandle<HTMLInputElement>;
      await input.uploadFile(...paths);
      const read = () => document.querySelectorAll('[data-picture="read"]').length === 2;
      await options.waitForFunction(read, { timeout: 60_000 });
      await options.waitForSelector('[data-file="refused"]');
      await options.locator('.faces-table summary').click();
      expect(await look(options, 'pictures')).toEqual([]);
    });

    it('where a video is read', async () => {
      await at(options, facet(), 'picture');
      await options.waitForSelector('.drop input');
      const [happy, surprised] = await Promise.all(
        (['happiness', 'surprise'] as const).map((one) => portraits(personNamed('Ingrid Holm'), [one])),
      );
      await options.evaluate(filmFile, happy!.toString('base64'), surprised!.toString('base64'));
      await options.waitForSelector('[data-file="video"] video', { timeout: 20_000 });
      await options.locator('.film button').click();
      await options.waitForSelector('progress');
      expect(await look(options, 'video being read', [WINDOWS[0]!])).toEqual([]);
      await options.waitForSelector('.film .timeline', { timeout: 60_000 });
      expect(await look(options, 'video')).toEqual([]);
    });

    it('on the first page', async () => {
      const { page } = await facet().welcome();
      expect(await look(page, 'welcome')).toEqual([]);
    });

    describe('in the popup', () => {
      let call: Page;
      let popup: Popup;
      beforeAll(async () => {
        call = await facet().call('meet');
        await call.evaluate((name) => window.call?.join(name, { expression: 'surprise' }), LONG);
        popup = await facet().popup(call);
      });
      afterAll(() => call.close());
      /** Each of these tests runs alone, too. */
      const reading = async (page: Page) => {
        await page.waitForSelector('main[data-view="ready"], main[data-view="reading"]');
        await page.evaluate(() => document.querySelector<HTMLElement>('[data-view="ready"] button.primary')?.click());
        await shown(page, 'reading');
      };

      it('before a call is read, and of two', async () => {
        const { page } = popup;
        await shown(page, 'ready');
        const found = await look(page, 'popup ready', POPUP);
        await reading(page);
        await facesIn(page, 2);
        await page.evaluate(() => {
          for (const row of document.querySelectorAll('details')) row.open = true;
        });
        found.push(...(await look(page, 'popup reading', POPUP)));
        await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('.exclude .danger')].at(-1)?.click());
        await page.waitForSelector('.confirm');
        found.push(...(await look(page, 'popup erasing', POPUP)));
        await page.evaluate(() => document.querySelector<HTMLElement>('.confirm button')?.click());
        expect(found).toEqual([]);
      });

      it('of sixteen, and in the side panel', async () => {
        const { page } = popup;
        await reading(page);
        await call.evaluate(
          async (names) => {
            for (const name of names) await window.call?.join(name, { expression: 'happiness' });
          },
          Array.from({ length: 14 }, (_, i) => `${PEOPLE[i % PEOPLE.length]!.name} ${i}`),
        );
        const sixteen = () => document.querySelectorAll('li[data-participant]').length === 16;
        await page.waitForFunction(sixteen, { timeout: 60_000 });
        const found = await look(page, 'popup of 16', POPUP);
        await page.goto(`${page.url()}&panel`);
        await page.waitForFunction(sixteen, { timeout: 60_000 });
        found.push(...(await look(page, 'panel')));
        expect(found).toEqual([]);
      });
    });
  },
);
