import type { CameraState } from '../camera';
import type { Who } from '../exclusion';
import type { PageSettings, Participant } from '../messages';
import { type Mode, needs } from '../mode';
import type { ScannedTile } from '../sites/site';
import { Exclusions, whoIs } from './exclusions';
import { ParticipantList } from './participant-list';
import { type LiveTile, Tiles } from './tiles';

/** Who is in the call of this frame: whom the mode is about, who of them is left out, and who may be read. */
export class People {
  private readonly tiles = new Tiles('p');
  private readonly list = new ParticipantList();
  private readonly exclusions: Exclusions;
  private all: readonly LiveTile[] = [];
  /** Everyone who is listed, by id: for a moment also those whose tile is gone. */
  private readonly listed = new Map<string, Who>();

  /** @param changed is called when others are left out than before. */
  constructor(
    private readonly mode: Mode,
    changed: () => void,
  ) {
    this.exclusions = new Exclusions(changed);
  }

  settle({ excluded }: PageSettings): void {
    this.exclusions.settle(excluded);
  }

  /** Whether anybody is there whom the mode is about, those included who are left out. */
  get isEmpty(): boolean {
    return this.all.length === 0;
  }

  /** @param now milliseconds. @returns the tiles that may be read. */
  identify(scan: readonly ScannedTile[], now: number): LiveTile[] {
    this.all = this.tiles.identify(scan, now).filter((tile) => needs(this.mode, tile));
    for (const tile of this.all) this.listed.set(tile.id, whoIs(tile));
    return this.all.filter((tile) => this.exclusions.mayRead(tile, now));
  }

  /** The page cannot be read: nobody is known to be there. */
  lose(): void {
    this.all = [];
  }

  /** Everyone, as the engine is told of them. */
  participants(camera: (id: string) => CameraState, now: number): Participant[] {
    for (const tile of this.all) this.exclusions.has(tile);
    const list = this.list
      .list(this.all, camera, now)
      .map((one) => (this.exclusions.holds(one.id) ? ({ ...one, camera: 'off', excluded: true } as const) : one));
    const ids = new Set(list.map(({ id }) => id));
    for (const id of this.listed.keys()) if (!ids.has(id)) this.listed.delete(id);
    return this.mode === 'audience' ? list.map(nameless) : list;
  }

  /** Whether a list differs from the one before. */
  hasChanged(list: readonly Participant[]): boolean {
    return this.list.hasChanged(list);
  }

  /** Leaves somebody out, or no longer. @returns whether they are here. @throws Failure where it holds in this call only. */
  async exclude(id: string, excluded: boolean): Promise<boolean> {
    const who = this.listed.get(id);
    if (who) await this.exclusions.set(id, who, excluded);
    return who !== undefined;
  }
}

/** Of an audience nobody's name is anyone's business. */
function nameless(participant: Participant): Participant {
  return { ...participant, name: '', named: false };
}
