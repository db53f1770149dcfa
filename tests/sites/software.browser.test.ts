import { describe, expect, it } from 'vitest';
import { inBrowser } from './browser';

/**
 * Tiles as call software writes them, reduced to what tells people apart, from the public sources on 2026-11-21: LiveKit
 * components-js, Element Call, BigBlueButton, Nextcloud Talk, Galène, mediasoup-demo, MiroTalk.
 */
const browser = inBrowser();
const people = async (html: string) =>
  (await browser.participants('generic', html)).map(({ name, isSelf }) => (isSelf ? `${name} (self)` : name));

/** A tile that shows one picture or its place: position and size are set by hand, as the sheets of these pages do. */
const box = 'position:relative;width:320px;height:180px;overflow:hidden';
const fill = 'position:absolute;inset:0;width:100%;height:100%';
const hidden = `${fill};display:none`;

describe('people are told apart by name on', () => {
  it('LiveKit', async () => {
    const tile = (name: string, source: string, local: boolean, plays: string) => `
      <div class="lk-participant-tile" style="${box}" data-lk-audio-muted="true" data-lk-video-muted="false"
           data-lk-speaking="false" data-lk-local-participant="${local}" data-lk-source="${source}" data-lk-facing-mode="user">
        <video class="lk-participant-media-video" data-lk-local-participant="${local}" data-lk-source="${source}"
               data-lk-orientation="landscape" data-plays="${plays}" style="${fill}"></video>
        <div class="lk-participant-placeholder"><svg width="320" height="320"></svg></div>
        <div class="lk-participant-metadata" style="position:absolute;bottom:4px;left:4px">
          <div class="lk-participant-metadata-item">
            <div class="lk-track-muted-indicator-microphone" data-lk-muted="true"></div>
            <span class="lk-participant-name" data-lk-participant-name="${name}">${name}${source === 'camera' ? '' : '’s screen'}</span>
          </div>
          <div class="lk-connection-quality lk-participant-metadata-item" data-lk-quality="excellent"></div>
        </div>
        <button class="lk-button lk-focus-toggle-button"></button>
      </div>`;
    const html =
      tile('ann-1', 'camera', true, 'camera') +
      tile('Bob Marsh', 'camera', false, 'remote:b') +
      tile('Cem Aydin', 'camera', false, 'remote:c') +
      tile('Bob Marsh', 'screen_share', false, 'remote:s');
    expect(await people(`<div class="lk-grid-layout">${html}</div>`)).toEqual([
      'ann-1 (self)',
      'Bob Marsh',
      'Cem Aydin',
    ]);
  });

  it('Element Call', async () => {
    const tile = (name: string, letter: string, plays: string, mirror = '') => `
      <div class="_tile_1"><div class="_media_1 ${mirror}" data-testid="videoTile" data-video-fit="cover" style="${box}">
        <div class="_bg_1" style="${fill};${mirror && 'transform:scaleX(-1)'}">
          <span role="img" class="_avatar_1" data-type="round" aria-label="@${name.toLowerCase()}:example.org" style="display:none">${letter}</span>
          <video class="lk-participant-media-video" tabindex="-1" data-plays="${plays}" style="${fill}"></video>
        </div>
        <div class="_fg_1" style="${fill}">
          <div class="_nameTag_1"><svg aria-label="Microphone on" width="20" height="20"></svg><span class="_text_1 _name_1">${name}</span></div>
          <button aria-label="Options" aria-haspopup="menu"></button>
        </div>
      </div></div>`;
    const html = tile('Ann', 'A', 'made', '_mirror_1') + tile('Bob', 'B', 'remote:b') + tile('Cem', 'C', 'remote:c');
    expect(await people(html)).toEqual(['Ann (self)', 'Bob', 'Cem']);
  });

  it('BigBlueButton, whose names are menus and whose avatars have two small letters', async () => {
    const tile = (name: string, plays: string, connecting = false) => `
      <div class="sc-item" data-test="${connecting ? 'webcamItem' : 'webcamItemTalkingUser'}"><div class="sc-content" style="${box}">
        ${connecting ? `<div class="sc-connecting" data-test="webcamConnecting" style="${fill};z-index:1"><div class="sc-avatar">${name.toLowerCase().slice(0, 2)}</div></div>` : ''}
        <div class="sc-container" data-test="videoContainer" style="${fill}">
          <video class="sc-video" autoplay playsinline data-test="videoContainer" data-plays="${plays}" style="${fill}"></video>
        </div>
        <div class="sc-bar" style="position:absolute;bottom:0">
          <div class="sc-menu"><div tabindex="0" role="button" data-test="dropdownWebcamButton" class="sc-trigger">${name}</div></div>
          <span class="icon-bbb-mute" data-test="webcamMuted"></span>
        </div>
      </div></div>`;
    const html =
      tile('Ann Lee (You)', 'camera') + tile('Bob Marsh', 'remote:b', true) + tile('Cem Aydin', 'remote:c', true);
    expect(await people(html)).toEqual(['Ann Lee (self)', 'Bob Marsh', 'Cem Aydin']);
  });

  it('Nextcloud Talk, which keeps the last picture under an avatar and hides names of those who listen', async () => {
    const tile = (name: string, id: string, plays: string, on: boolean) => `
      <div id="container_${id}_video_incoming" class="video-container video-container-grid" style="${box}">
        <div class="videoWrapper" style="${on ? fill : hidden}"><video class="video--fill video" data-plays="${plays}" style="${fill}"></video></div>
        ${on ? '' : `<div class="avatar-container" style="${fill}"><div class="video-background"></div><div class="avatardiv"><span class="avatardiv__initials-wrapper"><span class="avatardiv__initials">${name[0]}</span></span></div></div>`}
        <div class="wrapper" style="position:absolute;bottom:0"><div class="bottom-bar">
          <div class="participant-name" style="${on ? 'display:none' : ''}">${name}</div>
          <span class="media-indicators"><button type="button" class="audioIndicator" aria-label="Muted" title="Muted"></button></span>
        </div></div>
      </div>`;
    const local = `<div id="localVideoContainer" class="videoContainer videoView" style="${box}">
      <div class="videoWrapper" style="${fill}"><video id="localVideo" class="video" data-plays="made" style="${fill}"></video></div></div>`;
    const html = `${tile('Ann', 'x1', 'remote:a', true)}${tile('Bob', 'x2', 'remote:b', true)}${tile('Cem', 'x3', 'remote:c', false)}${local}`;
    expect(await people(html)).toEqual(['Ann', 'Bob', 'Cem', 'Participant 4 (self)']);
  });

  it('Galène, whose labels give the bit rate of those without a name', async () => {
    const peer = (id: string, label: string, plays: string, own = false) => `
      <div id="peer-${id}" class="peer" style="${box}">
        <video id="media-${id}" class="media ${own ? 'media-mirror' : ''}" ${own ? 'muted' : ''} data-plays="${plays}" style="${fill};${own ? 'transform:scaleX(-1)' : ''}"></video>
        <div class="label ${/\d/.test(label) ? 'label-fallback' : ''}" id="label-${id}" style="position:absolute;left:0;bottom:0">${label}</div>
        <div class="top-video-controls hidden" id="topcontrols-${id}"><span class="fas fa-external-link-alt" title="Picture-in-picture"></span></div>
      </div>`;
    const html = peer('1', 'ann', 'made', true) + peer('2', 'bob', 'remote:b') + peer('3', '123+45', 'remote:c');
    expect(await people(`<div id="peers">${html}</div>`)).toEqual(['ann (self)', 'bob', 'Participant 3']);
  });

  it('mediasoup-demo, whose tiles tell of codecs and browsers', async () => {
    const view = (name: string, plays: string, own: boolean) => `
      <div data-component="${own ? 'Me' : 'Peer'}" style="${box}"><div class="indicators"></div>
        <div data-component="PeerView" style="${fill}">
          <div class="info"><div class="icons"><div class="icon info"></div><div class="icon stats"></div></div>
            <div class="box" style="display:none"><h1>video</h1><p>id: <span class="copiable" data-tip="Copy">${plays}-4be1</span></p><p>codec: video/VP8</p><p>resolution: 640x480</p></div>
            <div class="peer ${own ? 'is-me' : ''}"><span class="display-name ${own ? 'editable' : ''}">${name}</span>
              <div class="row"><span class="device-icon chrome"></span><span class="device-version">Chrome 142</span></div></div>
          </div>
          <video class="${own ? 'is-me' : ''}" data-plays="${plays}" style="${fill};z-index:-1"></video><audio></audio>
          <canvas class="face-detection" style="${fill}"></canvas>
          <div class="volume-container"><div class="bar level3"></div></div>
        </div></div>`;
    const html = view('Ann', 'camera', true) + view('Bob', 'remote:b', false) + view('Cem', 'remote:c', false);
    expect(await people(`<div data-component="Room" style="isolation:isolate">${html}</div>`)).toEqual([
      'Ann (self)',
      'Bob',
      'Cem',
    ]);
  });

  it('MiroTalk, whose tiles have a dozen buttons and a camera that is off leaves an image', async () => {
    const wrap = (id: string, name: string, plays: string, on: boolean) => `
      <div class="Camera" id="${id}_videoWrap" style="${box}">
        <div id="${id}_menuBar" class="navbar fadein"><button class="fas fa-image" id="${id}_snapshot"></button><button class="fas fa-comment"></button><button id="${id}_sessionTime" class="notranslate">12s</button></div>
        <img id="${id}_avatar" class="videoAvatarImage" alt="" style="${on ? 'display:none' : fill}">
        <div id="${id}_pitch_meter" class="speechbar"><div class="bar"></div></div>
        <video id="${id}___video" class="videoCircle" poster="" data-plays="${plays}" style="${on ? fill : hidden}"></video>
        <h4 id="${id}_name" class="videoPeerName" style="position:absolute;bottom:0">${name}</h4>
      </div>`;
    const html =
      wrap('my', 'Ann (me)', 'camera', true) +
      wrap('k3', 'Bob', 'remote:b', true) +
      wrap('p9', 'Cem', 'remote:c', false);
    expect(await people(`<div id="videoMediaContainer">${html}</div>`)).toEqual(['Ann (self)', 'Bob', 'Cem']);
  });
});
