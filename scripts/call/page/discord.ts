import type { Fixture } from './fixture';
import type { Participant } from './participant';
import { avatar, build, play, SiteTile, StageView, screenFor, set, type TileKind } from './view';

/**
 * Discord's call tiles: data-selenium-video-tile is the user's id, also on their stream, and the name is the label of
 * what takes the focus (collected from public repositories 2026-09; class suffixes change with every build).
 */
export const discord: Fixture = {
  title: 'Discord',
  addresses: ['https://discord.com/channels/@me/1122334455'],
  view: () => new StageView(build('div', { class: 'stage videoGrid__4c1d0' }), (...of) => new DiscordTile(...of)),
  expected: { rules: 'discord', label: 'Discord', ids: 'site', permission: 'asked' },
};

class DiscordTile extends SiteTile {
  readonly element = build('div', { class: 'cell' });
  private readonly tile: HTMLElement;
  private readonly focus = build('div', { class: 'focusTarget__54e4b', role: 'button' });
  private readonly title = build('span', { class: 'overlayTitleText__8af2c' });
  private readonly portrait = build('img', { class: 'portrait' });
  private readonly video = screenFor();
  private readonly media = build('div', { class: 'media' }, this.portrait);

  constructor(participant: Participant, kind: TileKind) {
    super(participant, kind);
    if (participant.isSelf) this.video.className = 'mirrored';
    this.tile = build(
      'div',
      { class: `tile ${kind}` },
      this.focus,
      this.media,
      build('div', { class: 'label' }, this.title),
    );
    this.element.append(this.tile);
    this.update();
  }

  update(): void {
    const { id, name } = this.participant;
    this.tile.dataset.seleniumVideoTile = `90210${id}`;
    set(this.focus, { 'aria-label': this.kind === 'screen' ? `${name}’s stream` : name });
    this.title.textContent = name;
    this.portrait.src = avatar(name);
    if (!this.isOn) this.video.remove();
    else if (!this.video.parentElement) this.media.append(this.video);
    play(this.video, this.stream);
  }
}
