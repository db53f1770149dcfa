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
  /** As it was told last; the other is without those who were just taken off it here. */
  private told: readonly Who[] = [];
  /**
   * Who was found to be excluded stays so for as long as they are in the call, whatever they are called then: the ids, with
   * the entries that meant them.
   */
  private readonly out = new Map<string, readonly Who[]>();
  private readonly firstSeen = new Map<string, number>();

  /** @param changed is called when others are left out than before. */
  constructor(private readonly changed: () => void) {}

  /** @param list of this page's site. Who was taken off it, elsewhere in Facet or in another tab, is read again. */
  settle(list: readonly Who[]): void {
    const takenOff = this.told.filter((one) => !list.some((other) => isOne(one, other)));
    for (const [id, entries] of this.out) {
      const left = entries.filter((one) => !takenOff.some((other) => isOne(one, other)));
      if (left.length > 0) this.out.set(id, left);
      else this.out.delete(id);
    }
    this.told = list;
    this.list = list;
    this.changed();
  }

  /** Whether the user wants somebody left out. */
  has(tile: LiveTile): boolean {
    const who = whoIs(tile);
    for (const one of this.list ?? []) if (isExcluded([one], who)) this.leaveOut(tile.id, one);
    return this.holds(tile.id);
  }

  /** The same of somebody whose tile may be gone. */
  holds(id: string): boolean {
    return this.out.has(id);
  }

  /** Whether a tile's pictures may be taken. @param now milliseconds */
  mayRead(tile: LiveTile, now: number): boolean {
    if (this.list === null || this.has(tile)) return false;
    const byName = this.list.some(({ name }) => name !== null);
    const since = this.firstSeen.get(tile.id) ?? now;
    this.firstSeen.set(tile.id, since);
    return tile.named || tile.isSelf || !byName || now - since >= PATIENCE;
  }

  /**
   * From now on, in this call and in later ones; who is to be read again, under every name that left them out.
   * @throws Failure where it holds in this call only.
   */
  async set(id: string, who: Who, excluded: boolean): Promise<void> {
    const before = (this.out.get(id) ?? []).filter((one) => !isOne(one, who));
    if (excluded) this.leaveOut(id, who);
    else {
      // The list is told later than the next look at it, which would leave them out again.
      this.list = this.list?.filter((one) => ![who, ...before].some((known) => isExcluded([one], known))) ?? null;
      this.out.delete(id);
    }
    this.changed();
    const orders = (excluded ? [who] : [who, ...before]).map((one) => send('person.exclude', { ...one, excluded }));
    for (const outcome of await Promise.all(orders)) if (!outcome.ok) throw new Failure(outcome.problem);
  }

  private leaveOut(id: string, entry: Who): void {
    const known = this.out.get(id) ?? [];
    if (!known.some((one) => isOne(one, entry))) this.out.set(id, [...known, entry]);
  }
}

function isOne(one: Who, other: Who): boolean {
  return one.key === other.key && one.name === other.name;
}

export function whoIs({ tile, name, named }: LiveTile): Who {
  return { key: tile.key, name: named ? name : null };
}
