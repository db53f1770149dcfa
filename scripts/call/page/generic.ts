import type { Fixture } from './fixture';
import type { Participant } from './participant';
import { build, initials, play, SiteTile, StageView, screenFor, type TileKind } from './view';

/** A call site that nobody wrote rules for: nothing but videos and names beside them. */
export const generic: Fixture = {
  title: 'Any other site',
  addresses: ['https://call.example.org/room/tea'],
  view() {
    const view = new StageView(build('section', { class: 'stage' }), (...of) => new GenericTile(...of));
    // Junk that such pages have: a video of no size, waiting for its turn.
    document.body.append(build('video', { class: 'spare' }));
    return view;
  },
  expected: { rules: 'generic', label: 'Video call', ids: 'none', permission: 'asked' },
};

class GenericTile extends SiteTile {
  readonly element: HTMLElement;
  private readonly name = build('p', { class: 'label' });
  private readonly initials = build('div', { class: 'portrait' });
  private readonly video = screenFor();

  constructor(participant: Participant, kind: TileKind) {
    super(participant, kind);
    if (participant.isSelf) this.video.className = 'mirrored';
    this.element = build(
      'div',
      { class: 'cell' },
      build('div', { class: `tile ${kind}` }, build('div', { class: 'media' }, this.initials, this.video), this.name),
    );
    this.update();
  }

  update(): void {
    const { name, isSelf } = this.participant;
    const suffix = this.kind === 'screen' ? ' (screen)' : isSelf ? ' (You)' : '';
    this.name.textContent = name + suffix;
    this.initials.textContent = initials(name);
    play(this.video, this.stream);
    this.video.style.display = this.isOn ? '' : 'none';
  }
}
