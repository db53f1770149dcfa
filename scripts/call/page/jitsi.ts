import type { Fixture } from './fixture';
import type { Place, Size } from './layout';
import type { Participant } from './participant';
import {
  avatar,
  build,
  type Large,
  play,
  put,
  SiteTile,
  screenFor,
  streamOf,
  type Tile,
  type TileKind,
  type View,
} from './view';

/**
 * Jitsi Meet's filmstrip and its large video, which repeats whoever is on stage (upstream source jitsi/jitsi-meet,
 * 2026-09). A shared screen is a participant of its own.
 */
export const jitsi: Fixture = {
  title: 'Jitsi',
  addresses: ['https://meet.jit.si/FacetTea'],
  view: () => new JitsiView(),
  expected: { rules: 'jitsi', label: 'Jitsi Meet', ids: 'site', permission: 'asked' },
};

class JitsiView implements View {
  readonly large = new LargeVideo();
  private readonly filmstrip = build('div', { class: 'stage', id: 'filmstripRemoteVideosContainer' });

  constructor() {
    this.filmstrip.append(this.large.element);
    document.body.append(this.filmstrip);
  }

  stage(): Size {
    return this.filmstrip.getBoundingClientRect();
  }

  createTile(participant: Participant, kind: TileKind): Tile {
    const tile = new JitsiTile(participant, kind);
    this.filmstrip.append(tile.element);
    return tile;
  }
}

class JitsiTile extends SiteTile {
  readonly element = build('span', { class: 'cell' });
  private readonly name = build('span', { class: 'displayname' });
  private readonly portrait = build('img', { class: 'portrait userAvatar' });
  private readonly video = screenFor();
  private readonly container: HTMLElement;

  constructor(participant: Participant, kind: TileKind) {
    super(participant, kind);
    this.container = build(
      'span',
      {},
      build('div', { class: 'media' }, build('div', { class: 'avatar-container' }, this.portrait), this.video),
      build('div', { class: 'label displayNameContainer' }, this.name),
    );
    this.element.append(this.container);
    this.update();
  }

  update(): void {
    const { id, name, isSelf } = this.participant;
    const endpoint = Number(id).toString(16);
    const isScreen = this.kind === 'screen';
    this.container.id = isSelf ? 'localVideoContainer' : `participant_${endpoint}${isScreen ? '-v1' : ''}`;
    this.container.className = `tile ${this.kind} videocontainer ${this.isOn ? 'display-video' : 'display-avatar-only'}`;
    this.name.textContent = isScreen ? `${name}'s screen` : isSelf ? `${name} (me)` : name;
    this.portrait.src = avatar(name);
    this.video.id = isSelf ? 'localVideo_container' : `remoteVideo_${endpoint}${this.kind}`;
    this.video.className = isSelf ? 'flipVideoX mirrored' : '';
    play(this.video, this.stream);
    this.video.style.display = this.isOn ? '' : 'none';
  }
}

class LargeVideo implements Large {
  private readonly video = screenFor({ id: 'largeVideo' });
  private readonly portrait = build('img', { class: 'portrait', id: 'dominantSpeakerAvatar' });
  readonly element = build(
    'div',
    { class: 'cell', id: 'largeVideoContainer' },
    build('div', { class: 'tile' }, build('div', { class: 'media' }, this.portrait, this.video)),
  );

  show(who: { readonly participant: Participant; readonly kind: TileKind } | null): void {
    this.element.style.display = who ? '' : 'none';
    play(this.video, who && streamOf(who.participant, who.kind));
    this.video.className = who?.participant.isSelf ? 'mirrored' : '';
    this.video.style.visibility = who && (who.kind === 'screen' || who.participant.cameraOn) ? '' : 'hidden';
    if (who) this.portrait.src = avatar(who.participant.name);
  }

  place(place: Place): void {
    put(this.element, place);
  }
}
