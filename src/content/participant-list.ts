import type { CameraState } from '../camera';
import type { Participant } from '../messages';
import type { LiveTile } from './tiles';

/** Milliseconds for which someone who left the page's tiles is kept, camera off: pages rebuild tiles in steps. */
const LINGER = 1000;

/** The call's participants, from the tiles that show and those that just went. */
export class ParticipantList {
  private readonly known = new Map<string, { participant: Participant; seen: number }>();
  private told = '';

  list(tiles: readonly LiveTile[], camera: (id: string) => CameraState, now: number): Participant[] {
    for (const { id, name, named, isSelf } of tiles) {
      this.known.set(id, { participant: { id, name, named, isSelf, camera: camera(id) }, seen: now });
    }
    for (const [id, { participant, seen }] of this.known) {
      if (now - seen > LINGER) this.known.delete(id);
      else if (seen < now) this.known.set(id, { participant: { ...participant, camera: 'off' }, seen });
    }
    return [...this.known.values()].map(({ participant }) => participant);
  }

  /** Whether a list differs from the one before. */
  hasChanged(list: readonly Participant[]): boolean {
    const text = JSON.stringify(list);
    if (text === this.told) return false;
    this.told = text;
    return true;
  }
}
