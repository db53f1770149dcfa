import { describe, expect, it } from 'vitest';
import { meet } from '../../src/sites/meet';
import { inBrowser } from './browser';

const browser = inBrowser();

/** The shape of a live capture of 2026-04-30. */
function tile({ device, name, video = '', extra = '', media = device }: Record<string, string>): string {
  const id = (n: string | undefined) => `spaces/abc/devices/${n}`;
  return `<div><div jsname="E2KThb" id="tile${media}" data-participant-id="${id(device)}"
      data-requested-participant-id="${id(device)}" data-tile-media-id="${id(media)}">
    <div data-layout="roi-crop"><img><img>${video}</div>${extra}
    <i class="notranslate google-symbols">mic_off</i><span class="notranslate">${name}</span>
    <div jsname="QgSmzd"></div></div></div>`;
}

const camera = (plays: string, style = '') =>
  `<div jsname="Nl0j0e"><div data-ssrc="1"><video data-plays="${plays}" data-uid="1" style="${style}"></video></div></div>`;

describe('Google Meet', () => {
  it('reads tiles with id, name, own tile and camera', async () => {
    const tiles = await browser.scan(
      'meet',
      `<main>${tile({ device: '1', name: 'Ann Lee', video: camera('a') })}
       ${tile({ device: '2', name: 'Bob', video: camera('b'), extra: '<button jsname="nsKqzb"><i>frame_person</i></button>' })}
       ${tile({ device: '3', name: 'Cem' })}</main>`,
    );
    expect(tiles).toEqual([
      { key: 'spaces/abc/devices/1', name: 'Ann Lee', isSelf: false, kind: 'person', on: true, at: 'tile1' },
      { key: 'spaces/abc/devices/2', name: 'Bob', isSelf: true, kind: 'person', on: true, at: 'tile2' },
      { key: 'spaces/abc/devices/3', name: 'Cem', isSelf: false, kind: 'person', on: false, at: 'tile3' },
    ]);
  });

  it('takes a second tile of a participant for their screen', async () => {
    const tiles = await browser.scan(
      'meet',
      tile({ device: '1', name: 'Ann', video: camera('a') }) +
        tile({ device: '1', media: '7', name: 'Ann', video: camera('s') }),
    );
    expect(tiles.map(({ kind }) => kind)).toEqual(['person', 'screen']);
  });

  it('takes the video that shows of several, and none for a camera that is off', async () => {
    const hidden = `<div data-ssrc="1"><video data-plays="a" style="display:none"></video></div>`;
    const tiles = await browser.scan(
      'meet',
      tile({ device: '1', name: 'Ann', video: hidden + camera('b') }) +
        tile({ device: '2', name: 'Bob', video: hidden }),
    );
    expect(tiles.map(({ on }) => on)).toEqual([true, false]);
  });

  it('takes no ligature or template for a name', async () => {
    const html = tile({
      device: '1',
      name: 'visual_effects</span><span class="notranslate">{name}',
      video: camera('a'),
    });
    expect(await browser.scan('meet', html)).toMatchObject([{ name: null }]);
  });

  it('leaves the people panel alone', async () => {
    const panel =
      '<div role="listitem" data-participant-id="spaces/abc/devices/1"><img><span class="notranslate">Ann</span></div>';
    expect(await browser.scan('meet', panel)).toEqual([]);
  });

  it('counts a stage and a tile of one participant once', async () => {
    const stage = tile({ device: '1', name: 'Ann', video: camera('a', 'width:900px;height:500px') });
    const people = await browser.participants('meet', stage + tile({ device: '1', name: 'Ann', video: camera('a') }));
    expect(people).toEqual([{ id: 'p1', name: 'Ann', named: true, isSelf: false, at: 'tile1' }]);
  });

  it.each([
    ['https://meet.google.com/abc-defg-hij', true],
    ['https://meet.google.com/lookup/team', true],
    ['https://meet.google.com/', false],
    ['https://meet.google.com/landing', false],
  ])('%s is a call: %s', (address, isCall) => {
    expect(meet.isCall(new URL(address))).toBe(isCall);
  });

  it('tells one call from another by its code', () => {
    const callKey = (path: string) => meet.callKey!(new URL(path, 'https://meet.google.com'));
    expect(callKey('/abc-defg-hij?authuser=1')).toBe('abc-defg-hij');
    expect(callKey('/abc-defg-hij/feedback')).toBe('abc-defg-hij');
    expect(callKey('/landing')).toBeNull();
    expect(callKey('/lookup/team')).toBeNull();
  });
});
