import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import type { Page } from 'puppeteer';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countRows, storeSessions, YESTERDAY } from '../../scripts/driver/stored-session';
import { until } from '../../scripts/driver/until';
import { COLUMNS } from '../../src/session/columns';
import { useFacet } from './session';

const SIXTEEN = Array.from({ length: 16 }, (_, i) => `Person ${i + 1}`);

describe('the sessions page', () => {
  const facet = useFacet();
  let page: Page;

  const titles = () => page.$$eval('.sessions h2', (list) => list.map(({ textContent }) => textContent ?? ''));
  const press = (name: string) => page.locator(`::-p-aria([name="${name}"][role="button"])`).click();
  const open = async (hash: string) => {
    await page.goto(facet().url('src/popup/index.html'));
    await page.goto(facet().url(`src/options/index.html#${hash}`));
  };

  beforeAll(async () => {
    page = await facet().options();
    await page.goto(facet().url('src/options/index.html#about'));
    await storeSessions(page, [
      {
        id: 'three',
        siteLabel: 'Meet',
        startedAt: YESTERDAY + 3e6,
        seconds: 300,
        people: ['Ann', '<b>Bob</b>', '=1+1'],
      },
      { id: 'sixteen', siteLabel: 'Zoom', startedAt: YESTERDAY, seconds: 240, people: SIXTEEN },
    ]);
  });

  it('draws the charts that are seen, in a timeline that the keyboard moves in', async () => {
    await open('sessions/sixteen');
    await page.waitForSelector('.lane-chart canvas');
    const charts = () => page.$$eval('.lane-chart canvas', ({ length }) => length);
    expect(await page.$$('.lane-chart')).toHaveLength(17);
    expect(await charts()).toBeLessThan(17);
    await page.$eval('.lane:last-child', (lane) => lane.scrollIntoView());
    await until(async () => (await page.$$('.lane:last-child canvas')).length === 1);
    await page.$eval('main', (main) => main.scrollIntoView());
    expect(await page.title()).toMatch(/^Zoom, .* · Facet$/);

    await page.focus('.scrubber input');
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    const words = () => page.$eval('.scrubber input', (input) => input.getAttribute('aria-valuetext') ?? '');
    expect(await words()).toMatch(
      /^0:03: Everyone else, on average appears happy, \d\d\s%; Person 1 appears happy, \d\d\s%;/,
    );
    const shown = () =>
      page.$eval('.scrubber', ({ textContent }) => /showing (\S+) to (\S+)/.exec(textContent ?? '')?.slice(1));
    await page.keyboard.press('+');
    expect(await shown()).toEqual(['0:00', '2:00']);
    await page.keyboard.press('0');
    expect(await shown()).toBeUndefined();
  });

  it('tells each person’s means, moments of change, gaps and marks, in words too', async () => {
    await open('sessions/three');
    await page.waitForSelector('[data-session="three"]');
    const person = await page.$eval('.people li', ({ textContent }) => textContent ?? '');
    expect(person).toMatch(/Read for 4:30, unsure for 0:50 of it; there and not read for 0:30/);
    expect(person).toContain('happy → neutral');
    await press('1:00 happy → neutral');
    await press('Mark 1:00');
    await page.locator('input[aria-label="Word for the mark at 1:00"]').fill('the question');
    await page.keyboard.press('Tab');
    await page.locator('textarea').fill('Went <well>.');
    await page.keyboard.press('Tab');
    await press('Table');
    const cells = await page.$$eval('.timeline tbody tr', (rows) => rows.map(({ textContent }) => textContent));
    expect(cells.join()).toContain('no camera');
    await open('sessions/three');
    await page.waitForSelector('.marks li');
    expect(await page.$eval('.marks input', ({ value }) => value)).toBe('the question');
    expect(await page.$eval('textarea', ({ value }) => value)).toBe('Went <well>.');
  });

  describe('exports', () => {
    const saved = async (name: string) => {
      const file = await facet().download(() => press(name));
      return { name: file, text: readFileSync(file, 'utf8') };
    };
    beforeEach(async () => {
      await open('sessions/three');
      await page.waitForSelector('.exports');
    });

    it('CSV and JSON Lines: a row for each second of each person, with why it has no reading', async () => {
      const csv = await saved('CSV');
      const day = new Date(YESTERDAY).toISOString().slice(0, 10);
      expect(csv.name).toMatch(new RegExp(`facet-meet-${day}-.*\\.csv$`));
      const rows = Papa.parse<Record<string, string>>(csv.text.replace(/^\uFEFF/, ''), {
        header: true,
        skipEmptyLines: true,
      }).data;
      expect(Object.keys(rows[0]!)).toEqual(COLUMNS);
      expect(rows).toHaveLength(900);
      expect(rows.filter(({ unsure_reason }) => unsure_reason === 'no camera')).toHaveLength(90);
      expect(rows.filter(({ unsure_reason }) => unsure_reason === 'turned away')).toHaveLength(150);
      expect(rows[0]!.time_local).toMatch(/T13:50:00\+01:00$/);
      const lines = (await saved('JSON Lines')).text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(lines).toHaveLength(900);
      expect(lines[0]).toMatchObject({ own: 'own', name: 'Ann', camera_state: 'on', expression: 'happiness', face: 1 });
    });

    it('annotations: a tier per person, in stretches, with the marks', async () => {
      const { text } = await saved('Annotations');
      const lines = text
        .trimEnd()
        .split('\r\n')
        .map((line) => line.split('\t'));
      expect(lines[0]).toEqual(['tier', 'begin', 'end', 'duration', 'annotation']);
      expect(lines[1]).toEqual(['Ann', '0.000', '50.000', '50.000', 'happiness']);
      expect(lines[2]).toEqual(['Ann', '50.000', '60.000', '10.000', 'unsure']);
      expect(lines).toContainEqual(["'=1+1", '0.000', '50.000', '50.000', 'happiness']);
      expect(lines.at(-1)).toEqual(['marks', '60.000', '61.000', '1.000', 'the question']);
    });

    it('a report that stands alone and cannot be told to run anything', async () => {
      const { text, name } = await saved('Report');
      expect(text).not.toMatch(/<script|<b>Bob|src=|href=|<well>/);
      const shown = await facet().browser.newPage();
      await shown.goto(`file://${name}`);
      expect(await shown.$$eval('svg', ({ length }) => length)).toBe(4);
      expect(await shown.$eval('body', ({ textContent }) => textContent)).toMatch(/<b>Bob<\/b>[\s\S]*the question/);
      await shown.close();
    });

    it('what each column means', async () => {
      const { text } = await saved('Columns');
      for (const column of COLUMNS) expect(text).toContain(`${column}: `);
    });
  });

  it('is the same in two pages, of which the second takes no undo away', async () => {
    await open('sessions');
    await page.waitForSelector('.sessions');
    await press('Delete all sessions');
    await page.waitForSelector('.empty');
    const second = await facet().options();
    await second.goto(facet().url('src/options/index.html#sessions'));
    await second.waitForSelector('.empty');
    // The worker has done what the page asked as it opened once it answers to the same again.
    await second.evaluate(() => chrome.runtime.sendMessage({ facet: 'trash.empty', body: {} }));
    await page.bringToFront();
    await press('Undo');
    await until(async () => (await titles()).length === 2);
    await until(async () => (await second.$$('.sessions h2')).length === 2);
    await second.close();
  });

  it('deletes one or all, keeps the keyboard in place, and takes it back', async () => {
    await open('sessions');
    await page.waitForSelector('.sessions');
    expect((await titles()).map((title) => title.split(',')[0])).toEqual(['Meet', 'Zoom']);
    await page.focus('[aria-label^="Delete: Meet"]');
    await page.keyboard.press('Enter');
    await until(async () => (await titles()).length === 1);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Delete: Zoom/);
    await press('Undo');
    await until(async () => (await titles()).length === 2);
    await press('Delete all sessions');
    await page.waitForSelector('.empty');
    await press('Undo');
    await until(async () => (await titles()).length === 2);
    await page.locator('input[aria-label^="Choose Zoom"]').click();
    await press('Delete the 1 chosen');
    await until(async () => (await titles()).length === 1);
    // Who leaves the page cannot undo any more: it is gone.
    await open('sessions');
    await until(async () => (await titles()).length === 1);
    await until(async () => (await countRows(page, 'sixteen')) === 0);
    expect(await countRows(page, 'three')).toBe(810);
  });
});
