import { describe, expect, it } from 'vitest';
import { inBrowser } from './browser';

const browser = inBrowser();

const tile = (user: string, label: string, plays: string) =>
  `<div><div data-selenium-video-tile="${user}" style="width:320px;height:180px"><div class="focusTarget_a1b2" role="button" aria-label="${label}"></div>
    ${plays ? `<video data-plays="${plays}"></video>` : ''}</div></div>`;

describe('Discord', () => {
  it('reads tiles, the own one, cameras and screens', async () => {
    const html =
      tile('1', 'ann', 'remote:a') +
      tile('2', 'mia', 'camera') +
      tile('3', 'cem', '') +
      tile('1', 'Stream by ann', 'remote:s');
    expect(await browser.scan('discord', html)).toMatchObject([
      { key: '1', name: 'ann', isSelf: false, kind: 'person', on: true },
      { key: '2', name: 'mia', isSelf: true, on: true },
      { key: '3', name: 'cem', on: false },
      { key: '1', kind: 'screen', name: null },
    ]);
    expect(await browser.participants('discord', html)).toHaveLength(3);
  });
});
