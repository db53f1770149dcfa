import type { Fixture } from './fixture';
import type { Participant } from './participant';
import { avatar, build, play, SiteTile, StageView, screenFor, set, type TileKind } from './view';

/**
 * Google Meet's tiles: structure and attributes as in a live capture of 30 April 2026 (denis-rizun/tryniq,
 * docs/google-meet-dom.html); classes are ours.
 */
export const meet: Fixture = {
  title: 'Google Meet',
  addresses: ['https://meet.google.com/abc-defg-hij'],
  view: () => new StageView(build('main', { class: 'stage' }), (...of) => new MeetTile(...of)),
  expected: { rules: 'meet', label: 'Google Meet', ids: 'site', permission: 'manifest' },
};

class MeetTile extends SiteTile {
  /** The grid's cell around the tile. */
  readonly element = build('div', { class: 'cell' });
  private readonly name = build('span', { class: 'notranslate' });
  private readonly pictures = [build('img', { class: 'halo' }), build('img', { class: 'portrait' })] as const;
  private readonly video = screenFor();
  private readonly ssrc = build('div', {}, this.video);
  private readonly videoBox = build('div', { jsname: 'Nl0j0e' }, this.ssrc);
  private readonly tile: HTMLElement;

  constructor(participant: Participant, kind: TileKind) {
    super(participant, kind);
    if (participant.isSelf) this.video.className = 'mirrored';
    this.tile = build(
      'div',
      { class: `tile ${kind}`, jsname: 'E2KThb' },
      build('div', { class: 'media', 'data-layout': 'roi-crop' }, ...this.pictures, this.videoBox),
      build('div', { class: 'label' }, this.name, build('div', { jsname: 'QgSmzd', class: 'meter' })),
      this.controls(),
    );
    this.element.append(this.tile);
    this.update();
  }

  update(): void {
    const { id, name } = this.participant;
    const device = `spaces/facetdemo/devices/${id}`;
    const media = this.kind === 'screen' ? `${device}/screen` : device;
    set(this.tile, {
      'data-participant-id': device,
      'data-requested-participant-id': device,
      'data-tile-media-id': media,
    });
    this.name.textContent = this.kind === 'screen' ? `${name} (presentation)` : name;
    for (const picture of this.pictures) picture.src = avatar(name);
    this.ssrc.dataset.ssrc = String(ssrc(media));
    this.video.dataset.uid = media;
    play(this.video, this.stream);
    this.videoBox.style.display = this.isOn ? '' : 'none';
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
