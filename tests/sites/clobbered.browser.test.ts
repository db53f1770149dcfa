import { beforeAll, describe, expect, it } from 'vitest';
import { inBrowser } from './browser';

/** Of a form, and of the document, whatever the page gives a name to hides what the browser defines. */
const browser = inBrowser();

const TILES = ['Ann Lee', 'Bob Marsh', 'Cem Aydin'].map(
  (name, i) => `<div><video data-plays="remote:${i}"></video><p>${name}</p></div>`,
);
const PEOPLE = ['Ann Lee', 'Bob Marsh', 'Cem Aydin'];
let names: { form: string[]; document: string[] };

beforeAll(async () => {
  const page = await browser.show('');
  names = await page.evaluate(() => {
    const namesOf = (object: object): string[] => {
      const above = Object.getPrototypeOf(object) as object | null;
      return above ? [...Object.getOwnPropertyNames(above), ...namesOf(above)] : [];
    };
    return { form: namesOf(document.createElement('form')), document: namesOf(document) };
  });
}, 90_000);

const seen = async (html: string) => (await browser.participants('generic', html)).map(({ name }) => name);
const inputs = (list: readonly string[], form = '') =>
  `<div hidden>${list.map((name) => `<input ${form} name="${name}">`).join('')}</div>`;

describe('names that hide the members of', () => {
  it('a form around the call', async () => {
    expect(names.form).toContain('parentElement');
    // Of a picture that the page made, every ancestor is asked whether it mirrors.
    const own = '<div><video data-plays="canvas"></video><p>Dana Roe</p></div>';
    const html = `<form><div>${TILES.join('')}${own}</div>${inputs(names.form)}</form>`;
    expect(await seen(html)).toEqual([...PEOPLE, 'Dana Roe']);
  });

  it('each tile’s own form', async () => {
    const tiles = TILES.map((tile) => `<form>${tile}${inputs(names.form)}</form>`);
    expect(await seen(tiles.join(''))).toEqual(PEOPLE);
  });

  it('forms that stand between videos, and lead in circles', async () => {
    const circle = (i: number) =>
      `<input form="f${i}" name="nextElementSibling" hidden><form id="f${i}" hidden>${inputs(names.form)}</form>`;
    const videos = PEOPLE.map((name, i) => `<video data-plays="remote:${i}"></video><p>${name}</p>${circle(i)}`);
    expect(await seen(`<div>${videos.join('')}</div>`)).toEqual(PEOPLE);
  });

  it.each([
    ['jitsi', 'class="videocontainer" id="participant_a"', 'class="displayname"', 'Ann Lee'],
    ['discord', 'data-selenium-video-tile="7"', 'class="focusTarget" aria-label="Ann Lee"', ''],
    ['teams', 'data-stream-type="Video" data-tid="x-y"', 'data-tid="participant-info-nametag"', 'Ann Lee'],
    ['zoom', 'class="gallery-video-container__video-frame"', 'class="video-avatar__avatar-img" alt="Ann Lee"', ''],
  ])('whatever holds the name on %s', async (site, tile, label, text) => {
    const video = '<video data-plays="remote:0"></video>';
    const form = `<form ${label}>${text}${inputs(names.form)}</form>`;
    const found = await browser.participants(site, `<div ${tile} style="width:320px">${video}${form}</div>`);
    expect(found.map((one) => one.name)).toEqual(['Ann Lee']);
  });

  it('a form in a shadow root’s slot', async () => {
    const page = await browser.show(
      TILES.map((tile) => `<x-tile><form>${tile}${inputs(names.form)}</form></x-tile>`).join(''),
    );
    await page.evaluate(() => {
      for (const host of document.querySelectorAll('x-tile'))
        host.attachShadow({ mode: 'open' }).append(document.createElement('slot'));
    });
    const found = await page.evaluate(() => window.probe.page('generic').tiles.map(({ name }) => name));
    expect(found).toEqual(PEOPLE);
  });

  it('the document', async () => {
    const images = names.document.map((name) => `<img name="${name}" hidden>`).join('');
    const page = await browser.show(`<div>${TILES.join('')}</div>`);
    await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), images);
    expect(await page.evaluate(() => typeof document.querySelectorAll)).toBe('object');
    const found = await page.evaluate(() => window.probe.page('generic').tiles.map(({ name }) => name));
    expect(found).toEqual(PEOPLE);
  });
});

describe('the report of a page', () => {
  it('is made of forms as of any other element', async () => {
    const page = await browser.show(`<form class="tiles">${TILES.join('')}${inputs(names.form)}</form>`);
    const text = await page.evaluate(() => window.probe.outline('generic'));
    expect(text).toContain('<video');
  });
});
