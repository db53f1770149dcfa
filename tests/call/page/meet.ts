import type { Place, Size } from './layout';
import type { Participant } from './participant';
import { avatar, build, play, put, type Tile, type View } from './view';

/**
 * Google Meet's tiles: structure and attributes as in a live capture of 30 April 2026 (denis-rizun/tryniq,
 * docs/google-meet-dom.html); classes are ours.
 */
export class MeetView implements View {
  private readonly main = build('main', { class: 'stage' });

  constructor() {
    document.body.append(this.main);
  }

  stage(): Size {
    return this.main.getBoundingClientRect();
  }

  createTile(participant: Participant, kind: 'person' | 'screen'): Tile {
    const tile = new MeetTile(participant, kind);
    this.main.append(tile.element);
    return tile;
  }
}

class MeetTile implements Tile {
  /** The grid's cell around the tile. */
  readonly element = build('div', { class: 'cell' });
  private readonly name = build('span', { class: 'notranslate' });
  private readonly pictures = [build('img', { class: 'halo' }), build('img', { class: 'portrait' })] as const;
  private readonly videoBox: HTMLElement;

  constructor(
    private readonly participant: Participant,
    private readonly kind: 'person' | 'screen',
  ) {
    const device = `spaces/facetdemo/devices/${participant.id}`;
    const media = kind === 'screen' ? `spaces/facetdemo/devices/${participant.id}/screen` : device;
    const stream = kind === 'screen' ? participant.screen! : participant.stream;
    const mirrored = participant.isSelf ? { class: 'mirrored' } : {};
    this.videoBox = build(
      'div',
      { jsname: 'Nl0j0e' },
      build('div', { 'data-ssrc': String(ssrc(media)) }, play(stream, { 'data-uid': media, ...mirrored })),
    );
    const tile = build(
      'div',
      {
        class: `tile ${kind}`,
        jsname: 'E2KThb',
        'data-participant-id': device,
        'data-requested-participant-id': device,
        'data-tile-media-id': media,
      },
      build('div', { class: 'media', 'data-layout': 'roi-crop' }, ...this.pictures, this.videoBox),
      build('div', { class: 'label' }, this.name, build('div', { jsname: 'QgSmzd', class: 'meter' })),
      this.controls(),
    );
    this.element.append(tile);
    this.update();
  }

  place(place: Place): void {
    put(this.element, place);
  }

  update(): void {
    const { name, cameraOn } = this.participant;
    this.name.textContent = this.kind === 'screen' ? `${name} (presentation)` : name;
    for (const picture of this.pictures) picture.src = avatar(name);
    this.videoBox.style.display = cameraOn || this.kind === 'screen' ? '' : 'none';
  }

  remove(): void {
    this.element.remove();
  }

  private controls(): HTMLElement {
    const icon = (ligature: string) => build('i', { class: 'google-material-icons notranslate' }, ligature);
    if (!this.participant.isSelf) {
      return build('div', { class: 'controls' }, build('button', { 'aria-label': 'Pin' }, icon('keep')));
    }
    return build(
      'div',
      { class: 'controls' },
      build('button', { jsname: 'nsKqzb', 'aria-label': 'Frame yourself' }, icon('frame_person')),
      build('button', { 'aria-label': 'Effects' }, icon('visual_effects')),
    );
  }
}

/** A number like a stream's, the same for the same tile. */
function ssrc(media: string): number {
  return [...media].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) >>> 0, 7);
}
