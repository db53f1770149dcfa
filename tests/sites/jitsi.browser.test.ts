import { describe, expect, it } from 'vitest';
import { jitsi } from '../../src/sites/jitsi';
import { inBrowser } from './browser';

const browser = inBrowser();

const tile = (id: string, name: string, plays: string) =>
  `<span class="videocontainer ${plays ? 'display-video' : 'display-avatar-only'}" id="${id}" style="display:block;width:320px;height:180px">
    ${plays ? `<video data-plays="${plays}"></video>` : ''}<div class="displayNameContainer"><span class="displayname">${name}</span></div></span>`;

describe('Jitsi Meet', () => {
  it('reads tiles, the own one, cameras and screens, and leaves the stage out', async () => {
    const stage = '<div id="largeVideoContainer"><video data-plays="a" style="width:900px;height:500px"></video></div>';
    const html = `${stage}${tile('localVideoContainer', 'Mia (me)', 'm')}${tile('participant_4f2a', 'Ann', 'a')}
      ${tile('participant_77be', 'Cem', '')}${tile('participant_4f2a-v1', 'Ann', 's')}`;
    expect(await browser.scan('jitsi', html)).toMatchObject([
      { key: 'local', name: 'Mia', isSelf: true, kind: 'person', on: true },
      { key: '4f2a', name: 'Ann', isSelf: false, kind: 'person', on: true },
      { key: '77be', name: 'Cem', on: false },
      { kind: 'screen' },
    ]);
  });

  it.each([
    ['https://meet.jit.si/Standup', true],
    ['https://meet.jit.si/', false],
  ])('%s is a call: %s', (address, isCall) => {
    expect(jitsi.isCall(new URL(address))).toBe(isCall);
  });

  it('tells one call from another by its name', () => {
    const callKey = (path: string) => jitsi.callKey!(new URL(path, 'https://meet.jit.si'));
    expect(callKey('/Team%20Standup')).toBe(callKey('/team%20standup#config.a=1'));
    expect(callKey('/Other')).not.toBe(callKey('/Standup'));
    expect(callKey('/')).toBeNull();
  });
});
