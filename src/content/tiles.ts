import { t } from '../i18n/t';
import type { Participant } from '../messages';
import { membersOf } from '../sites/members';
import type { ScannedTile } from '../sites/site';
import { liveTrack } from '../sites/video';
import { type KnownParticipant, matchSightings, NOBODY_KNOWN } from './participant-matching';
import { groupCopies, type Sighting } from './sighting';

/** A participant's tile as it stands now. */
export interface LiveTile extends Omit<Participant, 'camera'> {
  readonly tile: ScannedTile;
}

/** Scans of a page → the call's participants, each with an id that lives as long as they are in the call. */
export class Tiles {
  private known = NOBODY_KNOWN;
  private readonly numbers = new Numbers();

  /** @param prefix sets ids of this frame's participants apart from those of other frames of the tab. */
  constructor(private readonly prefix: string) {}

  /** @param now milliseconds */
  identify(scan: readonly ScannedTile[], now: number): LiveTile[] {
    const screens = new Set(scan.filter(({ kind }) => kind === 'screen').map((tile) => this.mediaOf(tile)));
    const people = scan.filter((tile) => {
      const media = this.mediaOf(tile);
      // A stage that shows somebody's screen plays the screen's track.
      return tile.kind === 'person' && (media === null || !screens.has(media));
    });
    const groups = groupCopies(people.map((tile) => this.sight(tile)));
    const { known, numbers } = matchSightings(
      this.known,
      groups.map(({ sighting }) => sighting),
      now,
    );
    this.known = known;
    const byNumber = new Map(known.people.map((person) => [person.number, person]));
    return groups.flatMap(({ primary, sighting }, i) => {
      const number = numbers[i] ?? null;
      return number === null ? [] : [this.live(byNumber.get(number)!, people[primary]!, sighting.name)];
    });
  }

  private live(person: KnownParticipant, tile: ScannedTile, shown: string | null): LiveTile {
    const name = tile.isRestless ? shown : person.name;
    return {
      id: `${this.prefix}${person.number}`,
      name: name ?? t('participant_number', { number: person.number }),
      named: name !== null,
      isSelf: person.isSelf,
      tile,
    };
  }

  private sight(tile: ScannedTile): Sighting {
    const { x, y, width, height } = membersOf(tile.element).getBoundingClientRect();
    return {
      key: tile.key,
      name: tile.name,
      isSelf: tile.isSelf,
      media: this.mediaOf(tile),
      anchors: [this.numbers.of(tile.anchor ?? tile.element)],
      place: { x, y, width, height },
      hasPicture: tile.source !== null,
      isEmpty: tile.isEmpty ?? false,
    };
  }

  /**
   * Tracks by identity, not by their id: receivers of one sender's track share its id, and so do a local track and its
   * echo from a test server.
   */
  private mediaOf({ source }: ScannedTile): number | null {
    const track = source instanceof HTMLVideoElement ? liveTrack(source) : null;
    return track && this.numbers.of(track);
  }
}

class Numbers {
  private readonly numbers = new WeakMap<object, number>();
  private last = 0;

  of(object: object): number {
    const number = this.numbers.get(object) ?? ++this.last;
    this.numbers.set(object, number);
    return number;
  }
}
