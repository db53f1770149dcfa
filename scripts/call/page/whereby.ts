import type { Fixture } from './fixture';
import type { Participant } from './participant';
import { avatar, build, play, SiteTile, StageView, screenFor, type TileKind } from './view';

/**
 * Whereby: nothing credible is known of its tiles, so these are ours, and the generic rules read them. Its habit is the
 * worst one measured elsewhere (MiroTalk 1.9.11): when a camera goes off, the video stays in view under an avatar, its
 * track live, with the last face on it.
 */
export const whereby: Fixture = {
  title: 'Whereby',
  addresses: ['https://facet.whereby.com/tea'],
  view: () => new StageView(build('main', { class: 'stage' }), (...of) => new WherebyTile(...of)),
  expected: { rules: 'generic', label: 'Video call', ids: 'none', ownName: 'hidden', permission: 'asked' },
};

class WherebyTile extends SiteTile {
  readonly element = build('div', { class: 'cell' });
  private readonly name = build('span');
  private readonly portrait = build('img', { class: 'portrait', alt: '' });
  private readonly video = screenFor();

  constructor(participant: Participant, kind: TileKind) {
    super(participant, kind);
    this.element.append(
      build(
        'div',
        { class: `tile ${kind}`, ...(kind === 'screen' ? { 'data-stream': 'screenshare' } : {}) },
        build('div', { class: participant.isSelf ? 'media mirrored' : 'media' }, this.video, this.portrait),
        build('div', { class: 'label nametag' }, this.name),
      ),
    );
    this.update();
  }

  update(): void {
    const { name, isSelf } = this.participant;
    this.name.textContent = isSelf ? 'You' : name;
    this.portrait.src = avatar(name);
    this.portrait.style.display = this.isOn ? 'none' : '';
    play(this.video, this.stream);
  }
}
