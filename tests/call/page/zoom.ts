import type { Place, Size } from './layout';
import type { Participant } from './participant';
import { SharedCanvas } from './shared-canvas';
import { avatar, build, play, put, type Tile, type View } from './view';

/**
 * Zoom's web client, as it stands in the iframe #webclient: one <video-player node-id> per participant (Meeting SDK
 * 5.1.4, read in attendee-labs/attendee) and the video-avatar__* name tags (2026). `canvas`: all pixels are on one
 * canvas in the container's closed shadow root, and the players only say where.
 */
export class ZoomView implements View {
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

  createTile(participant: Participant, kind: 'person' | 'screen'): Tile {
    const tile = new ZoomTile(participant, kind, this.shared);
    this.container.append(tile.element);
    return tile;
  }
}

class ZoomTile implements Tile {
  readonly element = build('div', { class: 'cell gallery-video-container__video-frame' });
  private readonly player = document.createElement('video-player');
  private readonly person = build('div', { class: 'video-avatar__avatar' });

  constructor(
    private readonly participant: Participant,
    private readonly kind: 'person' | 'screen',
    private readonly shared: SharedCanvas | null,
  ) {
    // A person's camera carries their own id; what differs in its lower ten bits is a screen.
    const node = Number(participant.id) + (kind === 'screen' ? 1 : 0);
    const stream = kind === 'screen' ? participant.screen! : participant.stream;
    this.player.setAttribute('node-id', String(node));
    this.player.className = participant.isSelf && !shared ? 'media mirrored' : 'media';
    if (shared) shared.add(this.player, stream);
    else this.player.append(play(stream));
    this.element.append(build('div', { class: `tile ${kind}` }, this.player, this.person));
    this.update();
  }

  place(place: Place): void {
    put(this.element, place);
  }

  update(): void {
    const { name, isSelf, cameraOn } = this.participant;
    const shown = cameraOn || this.kind === 'screen';
    const footer = build('span', {}, isSelf ? `${name} (Host, me)` : name);
    this.person.replaceChildren(
      ...(shown ? [] : [build('img', { class: 'portrait video-avatar__avatar-img', alt: name, src: avatar(name) })]),
      build('div', { class: 'label video-avatar__avatar-footer' }, footer),
    );
    // Without a camera Zoom's client has no player for a participant.
    if (shown) this.person.before(this.player);
    else this.player.remove();
  }

  remove(): void {
    this.shared?.remove(this.player);
    this.element.remove();
  }
}
