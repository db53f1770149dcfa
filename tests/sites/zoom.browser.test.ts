import { describe, expect, it } from 'vitest';
import { zoom } from '../../src/sites/zoom';
import { inBrowser } from './browser';

const browser = inBrowser();

const SELF = (1 << 24) + 1024;
const ANN = (1 << 24) + 2048;

function frame({ node = '', name, player = '', avatar = '', at = 'left:0;top:0' }: Record<string, string>): string {
  const video =
    node &&
    `<video-player node-id="${node}" id="p${node}" style="display:block;width:320px;height:180px">${player}</video-player>`;
  return `<div class="gallery-video-container__video-frame" id="f${node}" style="position:absolute;width:320px;height:180px;${at}">
    ${video}<div class="video-avatar__avatar">${avatar}<div class="video-avatar__avatar-footer"><span role="none">${name}</span></div></div></div>`;
}

const inContainer = (html: string) =>
  `<video-player-container style="display:block;position:relative">${html}</video-player-container>`;

describe('Zoom', () => {
  it('reads players that hold a video', async () => {
    const tiles = await browser.scan(
      'zoom',
      inContainer(
        frame({ node: `${SELF}`, name: 'Me Myself (Host, me)', player: '<video data-plays="a"></video>' }) +
          frame({ node: `${ANN}`, name: 'Ann', player: '<video data-plays="b"></video>', at: 'left:330px' }) +
          frame({ node: `${ANN + 2}`, name: 'Ann', player: '<video data-plays="s"></video>', at: 'left:660px' }),
      ),
    );
    expect(tiles).toMatchObject([
      { key: `${SELF}`, name: 'Me Myself', isSelf: true, kind: 'person', on: true, at: `p${SELF}` },
      { key: `${ANN}`, name: 'Ann', isSelf: false, kind: 'person', on: true },
      { key: `${ANN}`, name: 'Ann', kind: 'screen', on: true },
    ]);
  });

  it('reads players that are parts of one canvas in the container’s shadow root', async () => {
    const page = await browser.show(
      inContainer(
        frame({ node: `${SELF}`, name: 'A' }) + frame({ node: `${ANN}`, name: 'B', at: 'left:320px;top:90px' }),
      ),
    );
    const tiles = await page.evaluate(() => {
      const container = document.querySelector('video-player-container')!;
      const root = container.attachShadow({ mode: 'open' });
      root.innerHTML = '<canvas style="position:absolute;left:0;top:0;width:640px;height:360px"></canvas><slot></slot>';
      return window.probe.scan('zoom');
    });
    expect(tiles).toMatchObject([
      { name: 'A', on: true, region: { x: 0, y: 0, width: 0.5, height: 0.5 } },
      { name: 'B', on: true, region: { x: 0.5, y: 0.25, width: 0.5, height: 0.5 } },
    ]);
  });

  it('takes an avatar in place of the canvas for a camera that is off, with the name of its picture', async () => {
    const avatar = '<img class="video-avatar__avatar-img" alt="Cem" style="width:80px;height:80px">';
    const page = await browser.show(inContainer(frame({ node: `${ANN}`, name: '', avatar })));
    const tiles = await page.evaluate(() => {
      const root = document.querySelector('video-player-container')!.attachShadow({ mode: 'open' });
      root.innerHTML = '<canvas style="position:absolute;left:0;top:0;width:640px;height:360px"></canvas><slot></slot>';
      return window.probe.scan('zoom');
    });
    expect(tiles).toMatchObject([{ key: `${ANN}`, name: 'Cem', on: false }]);
  });

  it('knows someone without a player by name', async () => {
    expect(await browser.scan('zoom', inContainer(frame({ name: 'Dana' })))).toMatchObject([
      { key: null, name: 'Dana', on: false },
    ]);
  });

  it('does not take the gallery for someone when all cameras are off', async () => {
    const gallery = `<div class="gallery-video-container__video-frame-wrap">${frame({ name: 'Dana' })}${frame({ name: 'Eli' })}</div>`;
    expect((await browser.scan('zoom', inContainer(gallery))).map(({ name }) => name)).toEqual(['Dana', 'Eli']);
  });

  it.each([
    ['https://app.zoom.us/wc/123456789/join', true],
    ['https://us05web.zoom.us/wc/join/123456789', true],
    ['https://app.zoom.us/wc/home', null],
    ['https://zoom.us/pricing', false],
  ])('%s is a call: %s', (address, isCall) => {
    expect(zoom.matches(new URL(address))).toBe(true);
    expect(zoom.isCall(new URL(address))).toBe(isCall);
  });

  it('tells one call from another by its number', () => {
    const callKey = (path: string) => zoom.callKey!(new URL(path, 'https://app.zoom.us'));
    expect(callKey('/wc/123456789/join')).toBe('123456789');
    expect(callKey('/wc/join/123456789')).toBe('123456789');
    expect(callKey('/wc/home')).toBeNull();
  });
});
