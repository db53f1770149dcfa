import type { Place, Size } from './layout';
import type { Participant } from './participant';
import { build, initials, play, put, type Tile, type View } from './view';

/** A call site that nobody wrote rules for: nothing but videos and names beside them. */
export class GenericView implements View {
  private readonly room = build('section', { class: 'stage' });

  constructor() {
    // Junk that such pages have: a video of no size, waiting for its turn.
    document.body.append(this.room, build('video', { class: 'spare' }));
  }

  stage(): Size {
    return this.room.getBoundingClientRect();
  }

  createTile(participant: Participant, kind: 'person' | 'screen'): Tile {
    const tile = new GenericTile(participant, kind);
    this.room.append(tile.element);
    return tile;
  }
}

class GenericTile implements Tile {
  readonly element: HTMLElement;
  private readonly name = build('p', { class: 'label' });
  private readonly initials = build('div', { class: 'portrait' });
  private readonly video: HTMLVideoElement;

  constructor(
    private readonly participant: Participant,
    private readonly kind: 'person' | 'screen',
  ) {
    const stream = kind === 'screen' ? participant.screen! : participant.stream;
    this.video = play(stream, participant.isSelf ? { class: 'mirrored' } : {});
    this.element = build(
      'div',
      { class: 'cell' },
      build('div', { class: `tile ${kind}` }, build('div', { class: 'media' }, this.initials, this.video), this.name),
    );
    this.update();
  }

  place(place: Place): void {
    put(this.element, place);
  }

  update(): void {
    const { name, isSelf, cameraOn } = this.participant;
    const suffix = this.kind === 'screen' ? ' (screen)' : isSelf ? ' (You)' : '';
    this.name.textContent = name + suffix;
    this.initials.textContent = initials(name);
    this.video.style.display = cameraOn || this.kind === 'screen' ? '' : 'none';
  }

  remove(): void {
    this.element.remove();
  }
}
