import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filmFile } from '../../scripts/driver/film-file';
import { readSession } from '../../scripts/driver/session-csv';
import { until } from '../../scripts/driver/until';
import { personNamed } from '../../scripts/faces/people';
import { portraits } from '../../scripts/faces/render';
import { useFacet } from './session';

/** A second of sound: WAV, 8 bits, 8 kHz. */
function sound(): Buffer {
  const samples = 8000;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples, 4);
  head.write('WAVEfmt ', 8);
  for (const [at, value, bytes] of [
    [16, 16, 4],
    [20, 1, 2],
    [22, 1, 2],
    [24, 8000, 4],
    [28, 8000, 4],
    [32, 1, 2],
    [34, 8, 2],
  ] as const) {
    head.writeUIntLE(value, at, bytes);
  }
  head.write('data', 36);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([head, Buffer.alloc(samples, 128)]);
}

/** An MP4 that says what it is and holds nothing. */
const EMPTY_MP4 = Buffer.concat([
  Buffer.from([0, 0, 0, 16]),
  Buffer.from('ftypisom\0\0\0\0'),
  Buffer.from([0, 0, 0, 8]),
  Buffer.from('moov'),
]);
const AVI = Buffer.concat([Buffer.from('RIFF'), Buffer.from([0, 1, 0, 0]), Buffer.from('AVI LIST'), Buffer.alloc(200)]);

describe('files in the options page', () => {
  const facet = useFacet();
  const folder = mkdtempSync(join(tmpdir(), 'facet-files-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let page: Page;

  const file = (name: string, content: Buffer | string) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const choose = async (...paths: string[]) => {
    const input = await page.waitForSelector('input[type="file"]');
    await (input as import('puppeteer').ElementHandle<HTMLInputElement>).uploadFile(...paths);
  };
  /** What each file was found to be, once all are. */
  const answers = async () => {
    await page.waitForFunction(
      () =>
        document.querySelector('[data-file]') !== null &&
        !document.querySelector('[data-file="opening"], [data-picture="reading"]'),
      { timeout: 50_000 },
    );
    return page.evaluate(() => ({
      found: [...document.querySelectorAll<HTMLElement>('[data-file]')].map(({ dataset }) => dataset.file),
      alerts: [...document.querySelectorAll('[role="alert"]')].map(({ textContent }) => textContent),
      faces: [...document.querySelectorAll<HTMLElement>('.faces > li')].map(({ dataset }) => dataset.expression),
      players: document.querySelectorAll('video').length,
      noFace: document.body.textContent?.includes('No face found') ?? false,
    }));
  };

  beforeAll(async () => {
    page = await facet().options();
    await page.goto(facet().url('src/options/index.html#picture'));
  });

  it.each([
    ['notes.jpg', 'text', /^“notes.jpg” could not be read as a picture or a video: choose/],
    ['old.avi', AVI, /^“old.avi” could not be read/],
    ['empty.mp4', EMPTY_MP4, /^“empty.mp4” could not be read/],
    ['song.mp4', sound(), /^“song.mp4” holds sound and no picture/],
    ['nothing.png', '', /^“nothing.png” is empty: choose another file\.$/],
  ])('%s: one sentence, no player, nothing said of faces, at each attempt', async (name, content, words) => {
    const path = file(name, content);
    for (let attempt = 0; attempt < 2; attempt++) {
      await page.evaluate(() => document.querySelector('[data-file]')?.setAttribute('data-seen', ''));
      await choose(path);
      await page.waitForFunction(() => document.querySelector('[data-file]:not([data-seen])'));
      const { alerts, players, noFace, found } = await answers();
      expect(found).toEqual(['refused']);
      expect(alerts).toEqual([expect.stringMatching(words)]);
      expect(players).toBe(0);
      expect(noFace).toBe(false);
    }
  });

  it('are pictures by what is in them, one or several, whatever their names', async () => {
    const faces = await portraits(personNamed('Ingrid Holm'), ['happiness', 'surprise']);
    await choose(file('faces.txt', faces), file('faces', faces), file('notes.jpg', 'text'));
    const { found, alerts, faces: read } = await answers();
    expect(found).toEqual(['picture', 'picture', 'refused']);
    expect(alerts).toHaveLength(1);
    expect(read).toEqual(['happiness', 'surprise', 'happiness', 'surprise']);
    expect(await page.title()).toBe('Analyse files · Facet');
  });

  it('lie in one table with a CSV file, and save as pictures with boxes', async () => {
    const faces = await portraits(personNamed('Ingrid Holm'), ['happiness', 'surprise']);
    await page.evaluate(() => document.querySelector('[data-file]')?.setAttribute('data-seen', ''));
    await choose(file('two.png', faces), file('=two.png', faces));
    await page.waitForFunction(() => document.querySelectorAll('[data-picture="read"]').length === 2, {
      timeout: 30_000,
    });
    await page.locator('.faces-table summary').click();
    expect(await page.$$eval('.faces-table tbody tr', ({ length }) => length)).toBe(4);
    const csv = readFileSync(await facet().download(() => page.locator('.faces-table button').click()), 'utf8');
    expect(csv.split('\r\n')[1]).toMatch(/^two\.png,1,happiness,,0\.\d+,/);
    expect(csv).toContain("'=two.png");
    await page.hover('.faces > li:nth-child(2)');
    expect(await page.$eval('.box.active', (box) => (box as HTMLElement).dataset.face)).toBe('2');
    const png = await facet().download(() =>
      page.locator('::-p-aria([name="Picture with boxes: two.png"][role="button"])').click(),
    );
    expect(png).toMatch(/two-faces\.png$/);
    expect(readFileSync(png).subarray(1, 4).toString()).toBe('PNG');
  });

  it('of hundreds each is read in its turn, until it is enough, and only those near are held', async () => {
    const face = await portraits(personNamed('Ingrid Holm'), ['happiness']);
    const paths = Array.from({ length: 24 }, (_, i) => file(`many-${i}.png`, i % 4 === 0 ? face : 'text'));
    await choose(...paths);
    await page.waitForSelector('[aria-label="many-23.png"][data-file="refused"]', { timeout: 40_000 });
    expect(await page.$$eval('[data-picture="read"]', ({ length }) => length)).toBe(6);
    expect(await page.$$eval('.faces-table tbody tr', ({ length }) => length)).toBe(6);
    expect(await page.$('progress')).toBeNull();
    const pixels = () => page.$$eval('.stage canvas', (all) => all.map(({ width }) => Math.sign(width)));
    await until(async () => (await pixels()).join('').endsWith('00'));
    expect((await pixels())[0]).toBe(1);
    await page.$eval('section[aria-label="many-20.png"]', (last) => last.scrollIntoView());
    await until(async () => (await pixels()).at(-1) === 1 && (await pixels())[0] === 0);
    await page.evaluate(() => scrollTo(0, 0));

    await choose(...paths);
    await page.locator('::-p-aria([name="Cancel"][role="button"])').click();
    const said = await page.waitForSelector('.message.warning');
    expect(await said!.evaluate(({ textContent }) => textContent)).toMatch(
      /^Only the first \d+ of 24 files are opened/,
    );
    await until(async () => (await page.$('[data-file="opening"], [data-picture="reading"]')) === null);
    expect(await page.$$eval('[data-file]', ({ length }) => length)).toBeLessThan(24);
  });

  it('a video is read from end to end, faster than it plays, and shown in time', { timeout: 90_000 }, async () => {
    const [happy, surprised] = await Promise.all(
      (['happiness', 'surprise'] as const).map((one) => portraits(personNamed('Ingrid Holm'), [one])),
    );
    // A film of four seconds, made here: two of each, recorded as a canvas shows them.
    await page.evaluate(filmFile, happy!.toString('base64'), surprised!.toString('base64'));
    // Its name stood there before it was open.
    expect(await page.evaluate(() => document.body.dataset.shown)).toBe('opening');
    await page.waitForSelector('[data-file="video"] video', { timeout: 20_000 });
    const started = Date.now();
    await page.locator('::-p-aria([name="Read the whole video"][role="button"])').click();
    await page.waitForSelector('progress');
    await page.waitForSelector('.film .timeline', { timeout: 60_000 });
    console.log(`four seconds of video read in ${Date.now() - started} ms`);
    const csv = await facet().download(() => page.locator('.film .toolbar .button.small').click());
    const rows = readSession(csv);
    const named = rows.map(({ elapsed_seconds, expression }) => [Number(elapsed_seconds), expression] as const);
    expect(named).toContainEqual([1, 'happiness']);
    expect(named).toContainEqual([3, 'surprise']);
  });

  it('a video that is damaged in the middle says where, and shows what came before', async () => {
    // Of the film of the test before, a fifth of its bytes.
    await page.evaluate(async () => {
      const bytes = new Uint8Array(await window.film!.arrayBuffer());
      bytes.fill(0xaa, bytes.length / 2, bytes.length * 0.7);
      const files = new DataTransfer();
      files.items.add(new File([bytes], 'damaged.webm'));
      const input = document.querySelector<HTMLInputElement>('.drop input')!;
      input.files = files.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await page.waitForSelector('[aria-label="damaged.webm"] video', { timeout: 20_000 });
    await page.locator('::-p-aria([name="Read the whole video"][role="button"])').click();
    await page.waitForSelector('.film [role="alert"]', { timeout: 30_000 });
    expect(await page.$eval('.film [role="alert"]', ({ textContent }) => textContent)).toMatch(
      /^“damaged\.webm” is damaged at 0:0[123], and could not be read beyond: choose a copy/,
    );
    const csv = await facet().download(() => page.locator('.film .toolbar .button.small').click());
    const rows = readSession(csv);
    expect(rows.length).toBeLessThan(4);
    expect(rows.map(({ expression }) => expression)).toContain('happiness');
  });

  it('may be dropped anywhere on the page; what is no file is refused', async () => {
    const client = await page.createCDPSession();
    const drop = async (data: { items: { mimeType: string; data: string }[]; files?: string[] }) => {
      await page.evaluate(() => document.querySelector('[data-file]')?.setAttribute('data-seen', ''));
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        // Beside the zone, on the title.
        await client.send('Input.dispatchDragEvent', {
          type,
          x: 500,
          y: 50,
          data: { ...data, dragOperationsMask: 1 },
        });
      }
    };
    await drop({ items: [], files: [file('dropped.jpg', 'text'), file('second.png', '')] });
    await page.waitForFunction(() => document.querySelector('[data-file]:not([data-seen])'));
    expect((await answers()).alerts).toEqual([
      expect.stringMatching(/^“dropped.jpg” could not be read/),
      expect.stringMatching(/^“second.png” is empty/),
    ]);
    await drop({ items: [{ mimeType: 'text/plain', data: 'a word' }] });
    const alert = await page.waitForFunction(() => {
      const words = document.querySelector('[role="alert"]')?.textContent;
      return document.querySelector('[data-file]') ? undefined : words;
    });
    expect(await alert.jsonValue()).toMatch(/^What was dropped is not a file: save it first/);
    expect(page.url()).toMatch(/options\/index\.html#picture$/);
  });
});
