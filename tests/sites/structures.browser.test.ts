import { describe, expect, it } from 'vitest';
import { inBrowser } from './browser';

/** Pages of our own, built as call software builds them, with what may stand in the place of a name. */
const browser = inBrowser();
const people = async (html: string, site = 'generic') =>
  (await browser.participants(site, html)).map(({ name, isSelf }) => (isSelf ? `${name} (self)` : name));

const ODD = [
  'anna_b',
  'ana maria lopez',
  'AJ',
  'Pip',
  'christopher_smith2',
  'Ann <3'.replace('<', '&lt;'),
  '🦊',
  '4711',
];
const shown = (name: string) => name.replace('&lt;', '<');

/** As a browser's translation leaves a page: every text in two <font>. */
function translated(html: string): string {
  return html.replace(/>([^<>]*\S[^<>]*)</g, '><font style="vertical-align:inherit"><font>$1</font></font><');
}

describe('what stands in a name’s place', () => {
  const tile = (name: string, i: number, attributes: string) =>
    `<div><video data-plays="remote:${i}"></video><em>${i} votes</em><span ${attributes}>${name}</span></div>`;

  it.each([
    'class="displayName"',
    'class="_name_1x"',
    'data-testid="participant-name"',
    'title="Name"',
    'aria-label="Name:"',
    'itemprop="name"',
  ])('is the name, where the page says so: %s', async (attributes) => {
    const names = [...ODD, 'Mute', 'Guest', 'Screen', 'Presentation', 'Host', 'ana '.repeat(30).trim()];
    expect(await people(names.map((name, i) => tile(name, i, attributes)).join(''))).toEqual(names.map(shown));
  });

  it('is the name, where a neighbour’s stands', async () => {
    const names = ['Bob Marsh', ...ODD, 'Mute'];
    const tiles = names.map((name, i) => `<div><video data-plays="remote:${i}"></video><p>${name}</p></div>`);
    expect(await people(tiles.join(''))).toEqual(names.map(shown));
  });

  it('is none while something is under way, or where it is measured', async () => {
    const tiles = ['Bob Marsh', 'Connecting…', '93 kbits/sec', '00:12'].map(
      (text, i) => `<div><video data-plays="remote:${i}"></video><p>${text}</p></div>`,
    );
    expect(await people(tiles.join(''))).toEqual(['Bob Marsh', 'Participant 2', 'Participant 3', 'Participant 4']);
  });

  it('is read across wrappers and lines, without what stands beside it', async () => {
    const html = [
      '<p>A<mark>nn</mark> <bdi>Lee</bdi></p>',
      '<p><span><span><b>Bob</b></span></span></p>',
      '<p class="name">Cem<br>Aydin<span class="state">muted</span></p>',
      '<p class="name"><span class="state">muted</span> <span>Dana</span></p>',
      '<p>Name: </p><p>Eve</p>',
    ].map((name, i) => `<div><video data-plays="remote:${i}"></video>${name}</div>`);
    expect(await people(html.join(''))).toEqual(['Ann Lee', 'Bob', 'Cem Aydin', 'Dana', 'Eve']);
  });

  it('may be the alternative of a portrait, or a title', async () => {
    const tile = (name: string, part: string) => `<div><video data-plays="remote:${name}"></video>${part}</div>`;
    for (const part of [(name: string) => `<img alt="Avatar of ${name}">`, (name: string) => `<b title="${name}"></b>`])
      expect(await people(tile('Ann', part('Ann')) + tile('Bob', part('Bob')))).toEqual(['Ann', 'Bob']);
  });
});

describe('a translated page', () => {
  it.each([
    ['generic', '<div class="tile"><div><video data-plays="%"></video></div><p>@</p></div>'],
    ['generic', '<div><video data-plays="%"></video><span>Conectado desde Lima</span><b>@</b></div>'],
    [
      'meet',
      '<div id="%" data-participant-id="s/%" data-tile-media-id="s/%"><div data-ssrc="1"><video data-plays="%"></video></div><span class="notranslate">@</span></div>',
    ],
    [
      'zoom',
      '<div class="gallery-video-container__video-frame"><video-player node-id="§"><video data-plays="%"></video></video-player><div class="video-avatar__avatar-footer"><span>@</span></div></div>',
    ],
    [
      'teams',
      '<div data-stream-type="Video" data-tid="stream-1"><video data-plays="%"></video><div data-tid="participant-info-nametag">@</div></div>',
    ],
    [
      'jitsi',
      '<span class="videocontainer" id="participant_%"><video data-plays="%"></video><span class="displayname">@</span></span>',
    ],
  ])('names the same people: %s', async (site, tile) => {
    const html = ['Ann Lee', 'Bob']
      .map((name, i) =>
        tile
          .replaceAll('%', `${i + 1}`)
          .replace('@', name)
          .replace('§', String(1024 * (i + 1))),
      )
      .join('');
    expect(await people(html, site)).toEqual(['Ann Lee', 'Bob']);
    expect(await people(translated(html), site)).toEqual(['Ann Lee', 'Bob']);
  });
});

describe('a screen', () => {
  it.each(['Tom Screen', 'Presentation room', 'Stream Queen', 'Screen', 'Presentation', 'Ann Presenting'])(
    'is not a person of that name: %s',
    async (name) => {
      // An id may be made of the name.
      const slug = name.includes(' ') ? name.toLowerCase().replace(' ', '-') : 'p1';
      for (const label of [`<p>${name}</p>`, `<p class="name">${name}</p>`]) {
        const html =
          `<div id="peer-${slug}" data-name="${name}"><video id="${slug}x" data-plays="remote:a"></video>${label}</div>` +
          `<div><video data-plays="remote:b"></video>${label.replace(name, 'Bob')}</div>`;
        expect(await people(html)).toEqual([name, 'Bob']);
      }
      const tile = (id: string, label: string) =>
        `<div><div data-selenium-video-tile="${id}"><div class="focusTarget_1" aria-label="${label}"></div><video data-plays="remote:${id}"></video></div></div>`;
      expect(await people(tile('1', name) + tile('2', 'Bob'), 'discord')).toEqual([name, 'Bob']);
    },
  );

  it('is one whose label speaks of somebody’s, or adds to the name of another tile', async () => {
    const tile = (id: string, label: string, attributes = '') =>
      `<div><video data-plays="remote:${id}"></video><p ${attributes}>${label}</p></div>`;
    expect(await people(tile('1', 'Ann') + tile('2', 'Ann’s screen'))).toEqual(['Ann']);
    expect(await people(tile('1', 'Ann', 'class="name"') + tile('2', 'Ann (screen)', 'class="name"'))).toEqual(['Ann']);
  });
});

describe('tiles as built by', () => {
  it('a Janus video room: the name in the head of the box, a bit rate on the picture, a button on the own', async () => {
    const room = (name: string, plays: string, on: string) =>
      `<div class="box" style="width:320px"><div class="top"><h3>Remote video <span class="label">${name}</span></h3></div><div class="body">
        <video data-plays="${plays}"></video>${on}</div></div>`;
    const rate = (rate: number) => `<span class="label rate">${rate} kbits/sec</span>`;
    const html =
      room('Mia', 'camera', '<button>Unpublish</button>') +
      room('Amara', 'remote:a', rate(93)) +
      room('Noah', 'remote:b', rate(121));
    expect(await people(html)).toEqual(['Mia (self)', 'Amara', 'Noah']);
  });

  it('briefing: a short code beside what is titled a name', async () => {
    const tile = (code: string, name: string, i: number) =>
      `<div><video data-plays="remote:${i}"></video><div class="over"><label class="short">${code}</label><label class="short" title="Name">${name}</label></div></div>`;
    expect(await people(tile('K3PD', 'Amara', 1) + tile('Z81Q', 'Noah', 2) + tile('PP0X', 'AJ', 3))).toEqual([
      'Amara',
      'Noah',
      'AJ',
    ]);
  });

  it('RealtimeKit: shadow roots, slots, titles and an id on each tile', async () => {
    const page = await browser.show(
      ['Amara', 'ana maria lopez', 'AJ']
        .map((n, i) => `<x-tile data-participant="u${i}-id"><x-name title="${n}"></x-name></x-tile>`)
        .join(''),
    );
    const seen = await page.evaluate(() => {
      for (const tile of document.querySelectorAll('x-tile')) {
        const root = tile.attachShadow({ mode: 'open' });
        root.innerHTML = '<div><video style="width:320px;height:180px"></video><slot></slot></div>';
        const name = tile.querySelector('x-name')!;
        name.attachShadow({
          mode: 'open',
        }).innerHTML = `<div><span class="name">${name.getAttribute('title')}</span></div>`;
        const canvas = document.createElement('canvas');
        canvas.getContext('2d');
        root.querySelector('video')!.srcObject = canvas.captureStream(10);
      }
      return window.probe.scan('generic').map(({ key, name }) => [key, name]);
    });
    expect(seen).toEqual([
      ['u0-id', 'Amara'],
      ['u1-id', 'ana maria lopez'],
      ['u2-id', 'AJ'],
    ]);
  });
});

describe('ids of the page', () => {
  const tile = (attribute: string, plays: string) =>
    `<div ${attribute}><video data-plays="remote:${plays}"></video></div>`;
  const keys = async (html: string) => (await browser.scan('generic', html)).map(({ key }) => key);

  it('are those of people, on all tiles, and different', async () => {
    expect(await keys(tile('data-peer-id="7"', 'a') + tile('data-peer-id="8"', 'b'))).toEqual(['7', '8']);
    expect(await keys(tile('data-peer-id="7"', 'a') + tile('', 'b'))).toEqual([null, null]);
    expect(await keys(tile('data-user="x1"', 'a') + tile('data-user="x1"', 'b'))).toEqual([null, null]);
    expect(await keys(tile('data-user="1"', 'a') + tile('data-user="2"', 'b')), 'may be places').toEqual([null, null]);
    expect(await keys(tile('data-local-participant="true"', 'a') + tile('data-local-participant="x"', 'b'))).toEqual([
      null,
      null,
    ]);
  });
});

describe('a text that keeps changing', () => {
  const CALL = ['Level', 'Gain'].map(
    (word, i) => `<div><video data-plays="remote:${i}"></video><p>${word} rising</p></div>`,
  );

  it('is no name, what else stands there is, and the page report hears of it', async () => {
    for (const [extra, names, changed] of [
      ['', ['Participant 1', 'Participant 2'], true],
      ['<q>Ann Lee</q>', ['Ann Lee', 'Participant 2'], true],
    ] as const) {
      const page = await browser.show(
        CALL.join('').replace('rising</p>', `rising</p>${extra && `<div>Ann Lee</div>`}`),
      );
      const seen = await page.evaluate(async () => {
        for (let i = 0; i < 6; i++) {
          for (const [j, p] of document.querySelectorAll('p').entries())
            p.textContent = `Level ${'abcdefgh'[i + j]} rising`;
          window.probe.page('generic');
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        return {
          ...window.probe.page('generic'),
          people: window.probe.participants('generic').map(({ name }) => name),
        };
      });
      expect(seen.people).toEqual(names);
      expect(seen.changed).toBe(changed);
    }
  });
});
