import { describe, expect, it } from 'vitest';
import { inBrowser } from './browser';

const browser = inBrowser();

const ME = '<button data-tid="me-control-avatar" aria-label="Mia Berg"></button>';
const tile = (name: string, plays: string, type = 'Video', tag = '') =>
  `<div data-cid="calling-participant-stream"><div data-stream-type="${type}" data-tid="${name}">
    <video ${plays ? `data-plays="${plays}"` : 'style="display:none"'}></video>${tag}</div></div>`;

describe('Microsoft Teams', () => {
  it('reads names, the own tile, cameras and screens', async () => {
    const html = `${ME}${tile('Ann Lee (Guest)', 'a')}${tile('Mia Berg', 'b')}${tile('Cem', '')}${tile('Ann Lee (Guest)', 's', 'ScreenSharing')}`;
    expect(await browser.scan('teams', html)).toMatchObject([
      { name: 'Ann Lee', isSelf: false, kind: 'person', on: true },
      { name: 'Mia Berg', isSelf: true, kind: 'person', on: true },
      { name: 'Cem', isSelf: false, on: false },
      { name: 'Ann Lee', kind: 'screen' },
    ]);
  });

  it('prefers the name tag, and takes no id for a name', async () => {
    const tag = '<div data-tid="participant-info-nametag">Bob</div>';
    const html = tile('calling-stream-1', 'a', 'Video', tag) + tile('calling-stream-2', 'b') + tile('Alex 2', 'c');
    expect((await browser.scan('teams', html)).map(({ name }) => name)).toEqual(['Bob', null, 'Alex']);
  });
});
