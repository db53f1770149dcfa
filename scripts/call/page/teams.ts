import type { Fixture } from './fixture';
import type { Participant } from './participant';
import { avatar, build, play, SiteTile, StageView, screenFor, set, type TileKind } from './view';

/**
 * Microsoft Teams' attributes as public repositories have them (collected 2026-09, no live capture): data-tid is the
 * display name, data-stream-type tells a screen, and the user's own name stands on the avatar in the title bar. What a
 * tile does when its camera goes off is not known; here the video leaves it.
 */
export const teams: Fixture = {
  title: 'Microsoft Teams',
  addresses: ['https://teams.microsoft.com/v2/', 'https://teams.live.com/v2/', 'https://teams.cloud.microsoft/'],
  view() {
    document.body.append(build('button', { 'data-tid': 'me-control-avatar', class: 'controls' }));
    return new StageView(
      build('div', { class: 'stage', 'data-tid': 'calling-stage' }),
      (...of) => new TeamsTile(...of),
    );
  },
  expected: { rules: 'teams', label: 'Microsoft Teams', ids: 'none', permission: 'asked' },
};

class TeamsTile extends SiteTile {
  readonly element = build('div', { class: 'cell', 'data-cid': 'calling-participant-stream' });
  private readonly tag = build('div', { class: 'label', 'data-tid': 'participant-info-nametag' });
  private readonly portrait = build('img', { class: 'portrait' });
  private readonly video = screenFor();
  private readonly media = build('div', { class: 'media' }, this.portrait);
  private readonly tile: HTMLElement;

  constructor(participant: Participant, kind: TileKind) {
    super(participant, kind);
    if (participant.isSelf) this.video.className = 'mirrored';
    this.tile = build('div', { class: `tile ${kind}` }, this.media, this.tag);
    this.element.append(this.tile);
    this.update();
  }

  update(): void {
    const { id, name, isSelf } = this.participant;
    // Every other one joined without an account.
    const shown = !isSelf && Number(id) % 2048 === 0 ? `${name} (Unverified)` : name;
    this.element.dataset.accElementId = `calling-stage-${id}-${this.kind}`;
    set(this.tile, { 'data-tid': shown, 'data-stream-type': this.kind === 'screen' ? 'ScreenSharing' : 'Video' });
    this.tag.textContent = shown;
    this.portrait.src = avatar(name);
    if (!this.isOn) this.video.remove();
    else if (!this.video.parentElement) this.media.append(this.video);
    play(this.video, this.stream);
    if (isSelf) document.querySelector('[data-tid="me-control-avatar"]')?.setAttribute('aria-label', name);
  }
}
