import type { Fixture } from './fixture';
import type { Participant } from './participant';
import { build, initials, play, SiteTile, StageView, screenFor, type TileKind } from './view';

/**
 * Webex: everything is inside #unified-webclient-iframe; of its tiles nothing credible is known, so these are ours, and
 * the generic rules read them. Its habits: no word in the classes, names in a row below the picture, and a video that
 * gives its stream back when the camera goes off.
 */
export const webex: Fixture = {
  title: 'Webex',
  addresses: ['https://facet.webex.com/wbxmjs/joinservice/sites/facet/meeting'],
  frame: { id: 'unified-webclient-iframe', path: '/webappng/sites/facet/client' },
  view: () => new StageView(build('div', { class: 'stage' }), (...of) => new WebexTile(...of)),
  expected: { rules: 'generic', label: 'Video call', ids: 'none', unseen: 'nobody', permission: 'asked' },
};

class WebexTile extends SiteTile {
  readonly element = build('div', { class: 'cell' });
  private readonly name = build('span');
  private readonly role = build('span');
  private readonly initials = build('div', { class: 'portrait' });
  private readonly video = screenFor();

  constructor(participant: Participant, kind: TileKind) {
    super(participant, kind);
    if (participant.isSelf) this.video.className = 'mirrored';
    this.element.append(
      build(
        'div',
        { class: `tile ${kind}`, role: 'group' },
        build('div', { class: 'media' }, this.initials, this.video),
        build('div', { class: 'label' }, this.name, this.role),
        build('div', { class: 'controls' }, build('button', {}, 'More options')),
      ),
    );
    this.update();
  }

  update(): void {
    const { name, isSelf } = this.participant;
    this.name.textContent = this.kind === 'screen' ? `${name} is sharing their screen` : name;
    this.role.textContent = isSelf ? ' (Me)' : '';
    this.initials.textContent = initials(name);
    this.video.style.display = this.isOn ? '' : 'none';
    play(this.video, this.isOn ? this.stream : null);
  }
}
