import { describe, expect, it } from 'vitest';
import { inBrowser } from './browser';

const browser = inBrowser();
const names = async (html: string) => (await browser.participants('generic', html)).map(({ name }) => name);

describe('tiles of a page that nobody knows', () => {
  it('are videos with a live stream, large enough, that show', async () => {
    const tiles = await browser.scan(
      'generic',
      `<div><video id="a" data-plays="a"></video></div>
       <div><video id="film" src="film.mp4"></video></div>
       <div><video id="tiny" data-plays="b" style="width:60px;height:40px"></video></div>
       <div><video id="spare" data-plays="c" style="width:0;height:0"></video></div>
       <div><video id="ended" data-plays="ended" style="display:none"></video></div>`,
    );
    expect(tiles.filter(({ on }) => on).map(({ at }) => at)).toEqual(['a']);
    expect(tiles.map(({ at }) => at)).not.toContain('film');
  });

  it('are found in shadow roots', async () => {
    const page = await browser.show('<my-tile id="host"></my-tile>');
    const tiles = await page.evaluate(async () => {
      const root = document.querySelector('my-tile')!.attachShadow({ mode: 'open' });
      root.innerHTML = '<div><video></video><p class="name">Ann</p></div>';
      const video = root.querySelector('video')!;
      video.style.cssText = 'width:320px;height:180px';
      const canvas = document.createElement('canvas');
      canvas.getContext('2d');
      video.srcObject = canvas.captureStream(10);
      return window.probe.scan('generic');
    });
    expect(tiles).toMatchObject([{ name: 'Ann', on: true }]);
  });

  it('keep their place while the camera is off', async () => {
    const off = `<div id="wrap" style="width:320px;height:180px"><video data-plays="a" style="display:none"></video><p class="name">Ann</p></div>`;
    expect(await browser.scan('generic', off)).toMatchObject([{ name: 'Ann', on: false, at: 'wrap' }]);
  });

  it('count once where a stage repeats one, and the larger is read', async () => {
    const people = await browser.participants(
      'generic',
      `<div><video id="small" data-plays="a"></video><p>Ann</p></div><div><video data-plays="b"></video><p>Bob</p></div>
       <div><video id="stage" data-plays="a" style="width:900px;height:500px"></video></div>`,
    );
    expect(people.map(({ name, at }) => [name, at])).toEqual([
      ['Ann', 'stage'],
      ['Bob', null],
    ]);
  });

  it('stay two where receivers share a sender’s track id', async () => {
    // One sender's stream over two connections: both tracks have its id.
    const html = '<div><video data-plays="remote:a"></video></div><div><video data-plays="remote:b"></video></div>';
    expect(await names(html)).toEqual(['Participant 1', 'Participant 2']);
  });
});

describe('names', () => {
  it('are the nearest text of a tile, hidden ones included', async () => {
    const tile = (plays: string, name: string) =>
      `<div class="Camera"><div><video data-plays="${plays}"></video></div><p style="display:none">${name}</p>
       <button>Mute</button><button>Kick out</button><span>00:12</span><span>HD</span></div>`;
    expect(await names(tile('a', 'Ann Lee') + tile('b', 'Bob'))).toEqual(['Ann Lee', 'Bob']);
  });

  it('are not the words that an icon font draws from', async () => {
    const tile = (plays: string, icon: string, name: string) =>
      `<div><video data-plays="${plays}"></video><span class="material-icons">${icon}</span><p>${name}</p></div>`;
    expect(await names(tile('a', 'push_pin', 'Ann') + tile('b', 'videocam', 'Bob'))).toEqual(['Ann', 'Bob']);
  });

  it('are what the page calls a name, before other texts', async () => {
    const tile = (plays: string, name: string, motto: string) =>
      `<div><video data-plays="${plays}"></video><em>${motto}</em><span class="peer-name">${name}</span></div>`;
    expect(await names(tile('a', 'Ann', 'Carpe diem') + tile('b', 'Bob', 'Sapere aude'))).toEqual(['Ann', 'Bob']);
  });

  it('are not what stands in all tiles alike', async () => {
    const tile = (plays: string) => `<div><video data-plays="${plays}"></video><p>Powered by Example</p></div>`;
    expect(await names(tile('a') + tile('b'))).toEqual(['Participant 1', 'Participant 2']);
  });

  it('may be the same for two people', async () => {
    const tile = (plays: string, name: string) => `<div><video data-plays="${plays}"></video><p>${name}</p></div>`;
    expect(await names(tile('a', 'Alex') + tile('b', 'Alex') + tile('c', 'Bob'))).toEqual(['Alex', 'Alex', 'Bob']);
  });

  it.each([
    'Remote video 2',
    'Connecting…',
    '720p',
    'AL',
    '3f2c9a10-77b1-4c57-9a55-0a2b6a1f9e11',
    'Mute',
    '12:30',
    'so what i meant',
    'I see what you mean.',
  ])('are not "%s"', async (text) => {
    expect(await names(`<div><video data-plays="a"></video><p>${text}</p></div>`)).toEqual(['Participant 1']);
  });

  it('are not texts of the page around a lone video', async () => {
    const page = `<div style="width:1200px;height:700px"><h1>Weekly planning</h1><div><div><video data-plays="a"></video></div></div><p>Agenda: budget</p></div>`;
    expect(await names(page)).toEqual(['Participant 1']);
  });

  it('may stand beside videos that have no wrapper, on the side that the page shows to be theirs', async () => {
    const after = '<section><video data-plays="a"></video><p>Ann</p><video data-plays="b"></video><p>Bob</p></section>';
    expect(await names(after)).toEqual(['Ann', 'Bob']);
    const before =
      '<section><p>Ann</p><video data-plays="a"></video><p>Bob</p><video data-plays="b"></video></section>';
    expect(await names(before)).toEqual(['Ann', 'Bob']);
    const either =
      '<section><p>Hello</p><video data-plays="a"></video><p>Ann</p><video data-plays="b"></video><p>Bob</p></section>';
    expect(await names(either)).toEqual(['Participant 1', 'Participant 2']);
  });

  it('may stand in attributes', async () => {
    const tile = (plays: string, name: string) =>
      `<div data-participant-name="${name}"><video data-plays="${plays}"></video></div>`;
    expect(await names(tile('a', 'Ann') + tile('b', 'Bob'))).toEqual(['Ann', 'Bob']);
    const labelled = (plays: string, name: string) =>
      `<div><video data-plays="${plays}" aria-label="${name}"></video></div>`;
    expect(await names(labelled('a', 'Ann') + labelled('b', 'Bob'))).toEqual(['Ann', 'Bob']);
  });

  it('are read without what a label puts around them', async () => {
    const labels = [
      'Video of Ann Lee',
      'Bob Marsh’s camera, muted',
      'Cem Aydin · Host',
      'Dana Fox is muted',
      'Fox, Eve',
    ];
    const tiles = labels.map((label, i) => `<div><video data-plays="${i}" aria-label="${label}"></video></div>`);
    expect(await names(tiles.join(''))).toEqual(['Ann Lee', 'Bob Marsh', 'Cem Aydin', 'Dana Fox', 'Fox, Eve']);
    const people = await browser.participants(
      'generic',
      '<div><video data-plays="remote:a" aria-label="Ann - Presenting"></video></div>' +
        '<div><video data-plays="remote:b" aria-label="Bob"></video></div>',
    );
    expect(
      people.map(({ name }) => name),
      'a screen is no person',
    ).toEqual(['Bob']);
  });

  it('are not what the page calls its own parts', async () => {
    const tile = (plays: string, part: string) =>
      `<div data-icon-name="${part}" data-name="tile"><video data-plays="${plays}"></video></div>`;
    expect(await names(tile('a', 'Pinned') + tile('b', 'Crown'))).toEqual(['Participant 1', 'Participant 2']);
  });

  it('are not the text of a control, though it differs from tile to tile', async () => {
    const tile = (plays: string, control: string) => `<div><video data-plays="${plays}"></video>${control}</div>`;
    const controls = (text: string) => [
      `<button>${text}</button>`,
      `<div role="button">${text}</div>`,
      `<div role="button" class="label"><span>${text}</span></div>`,
      `<input type="button" value="${text}">`,
      `<label>${text}<input type="checkbox"></label>`,
    ];
    const [unpublish, subscribe] = [controls('Unpublish'), controls('Subscribe')];
    for (const [i, control] of unpublish.entries())
      expect(await names(tile('a', control) + tile('b', subscribe[i]!))).toEqual(['Participant 1', 'Participant 2']);
  });

  it('may stand in a control where the page says so, and in links that lead to people', async () => {
    const tile = (plays: string, name: string) =>
      `<div><video data-plays="${plays}"></video><button class="peer-name">${name}</button><button>Pin</button></div>`;
    expect(await names(tile('a', 'Ann') + tile('b', 'Bob'))).toEqual(['Ann', 'Bob']);
    const link = (plays: string, name: string) =>
      `<div><video data-plays="${plays}"></video><a href="/people/${name}">${name}</a><a href="#">Report</a></div>`;
    expect(await names(link('a', 'Ann') + link('b', 'Bob'))).toEqual(['Ann', 'Bob']);
  });
});

describe('the own tile', () => {
  const self = async (html: string) => (await browser.scan('generic', html)).map(({ isSelf }) => isSelf);

  it('plays a track of this machine’s camera', async () => {
    expect(
      await self('<div><video data-plays="camera"></video></div><div><video data-plays="remote:a"></video></div>'),
    ).toEqual([true, false]);
  });

  it('plays a track that the page made, mirrored or called local', async () => {
    const html = `<div><video data-plays="a" style="transform:scaleX(-1)"></video></div><div><video data-plays="b" id="localVideo"></video></div>
      <div><video data-plays="c"></video></div>`;
    expect(await self(html)).toEqual([true, true, false]);
  });

  it('is never a received track, though it may be mirrored', async () => {
    expect(await self('<div><video data-plays="remote:a" style="transform:scaleX(-1)"></video></div>')).toEqual([
      false,
    ]);
  });

  it('is not somebody else’s who is alone with their camera on', async () => {
    const tile = (id: string, name: string, plays: string, style: string) =>
      `<div class="tile"><div><video id="${id}" data-plays="${plays}" style="${style}"></video></div><p class="label">${name}</p></div>`;
    const stage = `<section>${tile('a', 'Ann', 'remote:a', '')}${tile('m', 'Mia (You)', 'camera', 'display:none')}</section>`;
    expect((await browser.scan('generic', stage)).find(({ on }) => on)).toMatchObject({ name: 'Ann', isSelf: false });
  });

  it('is named so where no track tells', async () => {
    const html =
      '<div><video data-plays="a"></video><p>Alice (me)</p></div><div><video data-plays="remote:b"></video><p>Bob</p></div>';
    expect(await browser.scan('generic', html)).toMatchObject([
      { name: 'Alice', isSelf: true },
      { name: 'Bob', isSelf: false },
    ]);
  });

  it('is not somebody else’s who calls himself so', async () => {
    const html =
      '<div><video data-plays="camera"></video><p>Mia (Ty)</p></div><div><video data-plays="remote:b"></video><p>Bob (you)</p></div>';
    expect(await browser.scan('generic', html)).toMatchObject([
      { name: 'Mia', isSelf: true },
      { name: 'Bob (you)', isSelf: false },
    ]);
  });
});

describe('a screen share', () => {
  it.each([
    '<div><video data-plays="remote:a" id="screenShareVideo"></video></div>',
    '<div data-lk-source="screen_share"><video data-plays="remote:a"></video></div>',
    '<div><video data-plays="remote:a"></video><p>Ann’s screen</p></div>',
  ])('is known by what the page calls it: %s', async (html) => {
    expect(await browser.scan('generic', html)).toMatchObject([{ kind: 'screen' }]);
    expect(await browser.participants('generic', html)).toEqual([]);
  });

  it.each(['fullscreen h-screen', 'video-screen-reader-only'])('is not class="%s"', async (layout) => {
    expect(
      await browser.scan('generic', `<div class="${layout}"><video data-plays="remote:a"></video></div>`),
    ).toMatchObject([{ kind: 'person' }]);
  });

  it('is left out as a stage too', async () => {
    const html = `<div data-source="screen"><video data-plays="a"></video></div>
      <div><video data-plays="a" style="width:900px;height:500px"></video></div><div><video data-plays="b"></video></div>`;
    expect(await names(html)).toEqual(['Participant 1']);
  });
});
