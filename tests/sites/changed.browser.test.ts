import { describe, expect, it } from 'vitest';
import { inBrowser } from './browser';

const browser = inBrowser();

const page = async (site: string, html: string) => {
  const shown = await browser.show(html);
  return shown.evaluate((id) => window.probe.page(id), site);
};

const meetTile = (n: number, name: string, plays: string) =>
  `<div class="cell"><div id="tile${n}" data-participant-id="spaces/a/devices/${n}" data-tile-media-id="spaces/a/devices/${n}">
    <div data-ssrc="${n}"><video data-plays="${plays}"></video></div><div><span class="notranslate">${name}</span></div></div></div>`;
const CALL = meetTile(1, 'Ann Lee', 'remote:a') + meetTile(2, 'Bob', 'remote:b');

describe('a site that is not as its rules know it', () => {
  it('is not one that is', async () => {
    const { changed, tiles } = await page('meet', CALL);
    expect(changed).toBe(false);
    expect(tiles.map(({ key, name }) => [key, name])).toEqual([
      ['spaces/a/devices/1', 'Ann Lee'],
      ['spaces/a/devices/2', 'Bob'],
    ]);
  });

  it('is read by the generic rules where its own find nobody', async () => {
    const { changed, tiles } = await page('meet', CALL.replaceAll('data-participant-id', 'data-p'));
    expect(changed).toBe(true);
    expect(tiles.map(({ key, name }) => [key, name])).toEqual([
      [null, 'Ann Lee'],
      [null, 'Bob'],
    ]);
  });

  it('keeps its ids where only names are missing, and borrows those', async () => {
    const { changed, tiles } = await page('meet', CALL.replaceAll('notranslate', 'x'));
    expect(changed).toBe(true);
    expect(tiles.map(({ key, name }) => [key, name])).toEqual([
      ['spaces/a/devices/1', 'Ann Lee'],
      ['spaces/a/devices/2', 'Bob'],
    ]);
  });

  it('is not one before a call is joined, where only the own picture shows', async () => {
    expect(await page('meet', '<div><video data-plays="camera"></video></div>')).toMatchObject({ changed: false });
  });

  it('is not one where all cameras are off', async () => {
    const off = meetTile(1, '', '').replace(/<video.*?<\/video>/, '');
    expect(await page('meet', off)).toMatchObject({ changed: false, tiles: [{ key: 'spaces/a/devices/1' }] });
  });
});

describe('the outline of a page', () => {
  const outline = async (site: string, html: string) => {
    const shown = await browser.show(html);
    return shown.evaluate((id) => window.probe.outline(id), site);
  };

  it('tells of tags, attributes and pictures, and of values that tiles share', async () => {
    const html = CALL.replaceAll('class="cell"', 'class="cell kx9Qa" role="group" style="left:3px"');
    const [first] = (await outline('meet', html)).split('\n\n');
    expect(first).toBe(
      [
        '<div class="cell kx9Qa" role="group" style>',
        '  <div id data-participant-id data-tile-media-id>',
        '    <div data-ssrc>',
        '      <video> (remote track, shown)',
        '    <div>',
        '      <span class="notranslate"> text',
      ].join('\n'),
    );
  });

  it('looks into shadow roots', async () => {
    const shown = await browser.show('<my-tile id="host"></my-tile>');
    const text = await shown.evaluate(async () => {
      const root = document.querySelector('my-tile')!.attachShadow({ mode: 'open' });
      root.innerHTML =
        '<div class="frame"><video data-plays="a" style="width:320px;height:180px"></video><p>Ann</p></div>';
      root.querySelector('video')!.srcObject = document.createElement('canvas').captureStream(5);
      return window.probe.outline('generic');
    });
    expect(text.split('\n').map((line) => line.trim())).toEqual([
      '<my-tile id>',
      '#shadow-root',
      '<div class="">',
      '<video data-plays style> (made track, shown)',
      '<p> text',
    ]);
  });

  /** Everywhere that a page may put who somebody is. */
  const tellTale = (first: string, last: string, id: string, plays: string) =>
    `<section><article class="cell user-${first.toLowerCase()} u${id}" id="p-${id}" data-user="${id}" data-name="${first} ${last}"
      data-${last.toLowerCase()}="1" aria-label="${first} ${last}’s tile" title="${first}" onclick="call('${id}')">
      <img alt="${first} ${last}" src="https://photos.example/${id}/${last}.jpg" class="photo ${last}">
      <a href="mailto:${first}@example.org">${first}@example.org</a>
      <div class="tile ${last}Tile" role="${last}"><video data-plays="${plays}" poster="https://x.example/${last}"></video></div>
      <${last.toLowerCase()}-badge></${last.toLowerCase()}-badge>
      <p class="name">${first} ${last}</p><!-- ${first} --></article></section>`;

  it.each([
    [
      'generic',
      [tellTale('Zoë', 'Quillfeather', '4711-0815', 'remote:a'), tellTale('Bo', 'Xu', '3f2c9a1077b1', 'remote:b')],
    ],
    ['generic', [tellTale('Zoë', 'Quillfeather', '4711-0815', 'remote:a')]],
    [
      'teams',
      ['Zoë Quillfeather', 'Bo Xu'].map(
        (name, i) =>
          `<div class="wrap ${name.split(' ')[1]}"><div data-stream-type="Video" data-tid="${name}"><video data-plays="remote:${i}"></video></div></div>`,
      ),
    ],
  ])('has nothing of who is in the call: %s', async (site, tiles) => {
    const text = await outline(site, tiles.join(''));
    expect(text).toContain('<video');
    expect(text).not.toMatch(/zoë|quillfeather|\bbo\b|\bxu|4711|0815|3f2c|example|mailto|http/i);
  });
});
