import type { Fixture } from './fixture';
import type { Size } from './layout';
import type { Participant } from './participant';
import { SharedCanvas } from './shared-canvas';
import { avatar, build, play, SiteTile, screenFor, type Tile, type TileKind, type View } from './view';

/**
 * Zoom's web client, as it stands in the iframe #webclient: one <video-player node-id> per participant (Meeting SDK
 * 5.1.4, read in attendee-labs/attendee) and the video-avatar__* name tags (2026). `?pixels=canvas`: all pixels are on
 * one canvas in the container's closed shadow root, and the players only say where.
 */
export const zoom: Fixture = {
  title: 'Zoom, a video per tile',
  addresses: ['https://app.zoom.us/wc/87654321098/join'],
  frame: { id: 'webclient', path: '/wc/87654321098/client' },
  view: ({ searchParams }) => new ZoomView(searchParams.get('pixels') === 'canvas' ? 'canvas' : 'video'),
  expected: { rules: 'zoom', label: 'Zoom', ids: 'site', permission: 'manifest' },
};

export const zoomCanvas: Fixture = {
  ...zoom,
  title: 'Zoom, one shared canvas',
  addresses: ['https://app.zoom.us/wc/87654321098/join?pixels=canvas'],
};

class ZoomView implements View {
  private readonly container = document.createElement('video-player-container');
  private readonly shared: SharedCanvas | null;

  constructor(pixels: 'video' | 'canvas') {
    this.container.className = 'stage gallery-video-container__video-frame-wrap';
    document.body.append(this.container);
    this.shared = pixels === 'canvas' ? new SharedCanvas(this.container) : null;
    this.container.classList.toggle('shared', this.shared !== null);
  }

  stage(): Size {
    return this.container.getBoundingClientRect();
  }

  createTile(participant: Participant, kind: TileKind): Tile {
    const tile = new ZoomTile(participant, kind, this.shared);
    this.container.append(tile.element);
    return tile;
  }
}

class ZoomTile extends SiteTile {
  readonly element = build('div', { class: 'cell gallery-video-container__video-frame' });
  private readonly player = document.createElement('video-player');
  private readonly video = screenFor();
  private readonly person = build('div', { class: 'video-avatar__avatar' });

  constructor(
    participant: Participant,
    kind: TileKind,
    private readonly shared: SharedCanvas | null,
  ) {
    super(participant, kind);
    this.player.className = participant.isSelf && !shared ? 'media mirrored' : 'media';
    if (!shared) this.player.append(this.video);
    this.element.append(build('div', { class: `tile ${kind}` }, this.player, this.person));
    this.update();
  }

  update(): void {
    const { id, name, isSelf } = this.participant;
    // A person's camera carries their own id; what differs in its lower ten bits is a screen.
    this.player.setAttribute('node-id', String(Number(id) + (this.kind === 'screen' ? 1 : 0)));
    const footer = build('span', {}, isSelf ? `${name} (Host, me)` : name);
    this.person.replaceChildren(
      ...(this.isOn
        ? []
        : [build('img', { class: 'portrait video-avatar__avatar-img', alt: name, src: avatar(name) })]),
      build('div', { class: 'label video-avatar__avatar-footer' }, footer),
    );
    // Without a camera Zoom's client has no player for a participant.
    if (!this.isOn) this.player.remove();
    else if (!this.player.parentElement) this.person.before(this.player);
    if (this.shared) this.shared.show(this.player, this.stream);
    else play(this.video, this.stream);
  }

  override remove(): void {
    this.shared?.remove(this.player);
    super.remove();
  }
}
