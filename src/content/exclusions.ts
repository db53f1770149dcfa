import { send } from '../bridge/requests';
import { isExcluded, type Who } from '../exclusion';
import { Failure } from '../problem';
import type { LiveTile } from './tiles';

/** Milliseconds that somebody without a name is not read where names are excluded: a page may show it late. */
const PATIENCE = 3000;

/** Who is left out of the call of this frame. */
export class Exclusions {
  /** null until it is loaded: nobody is read before. */
  private list: readonly Who[] | null = null;
  /** Who was found to be excluded stays so for as long as they are in the call, whatever they are called then. */
  private readonly ids = new Set<string>();
  private readonly firstSeen = new Map<string, number>();

  /** @param changed is called when others are left out than before. */
  constructor(private readonly changed: () => void) {}

  /** @param list of this page's site. */
  settle(list: readonly Who[]): void {
    this.list = list;
    this.changed();
  }

  /** Whether the user wants somebody left out. */
  has(tile: LiveTile): boolean {
    if (isExcluded(this.list ?? [], whoIs(tile))) this.ids.add(tile.id);
    return this.holds(tile.id);
  }

  /** The same of somebody whose tile may be gone. */
  holds(id: string): boolean {
    return this.ids.has(id);
  }

  /** Whether a tile's pictures may be taken. @param now milliseconds */
  mayRead(tile: LiveTile, now: number): boolean {
    if (this.list === null || this.has(tile)) return false;
    const byName = this.list.some(({ name }) => name !== null);
    const since = this.firstSeen.get(tile.id) ?? now;
    this.firstSeen.set(tile.id, since);
    return tile.named || tile.isSelf || !byName || now - since >= PATIENCE;
  }

  /** From now on, in this call and in later ones. @throws Failure where it holds in this call only. */
  async set(id: string, who: Who, excluded: boolean): Promise<void> {
    if (excluded) this.ids.add(id);
    else {
      // The list is told later than the next look at it, which would leave them out again.
      this.list = this.list?.filter((one) => !isExcluded([one], who)) ?? null;
      this.ids.delete(id);
    }
    this.changed();
    const outcome = await send('person.exclude', { ...who, excluded });
    if (!outcome.ok) throw new Failure(outcome.problem);
  }
}

export function whoIs({ tile, name, named }: LiveTile): Who {
  return { key: tile.key, name: named ? name : null };
}
