import { EFFORTS, type Effort } from '../effort';
import { askedSide, FIRST_SIDE } from '../frame-size';
import type { CallSnapshot, Saving } from '../messages';
import type { Power } from './power';

/** Looks at each tile per second where the machine keeps up: a smile takes about half a second to spread. */
const TARGET_HZ = 8;
/** The same where nobody sees the page: a session's seconds need no more. */
const HIDDEN_HZ = 4;
/** The same by what the machine runs on. */
const POWER_HZ: Readonly<Record<Power, number>> = { mains: TARGET_HZ, battery: 5, low: 3 };
/** Weight of the newest tick in the work that is expected of the next. */
const AGILITY = 0.3;

/** How often, and how large, a call's frames are asked for. Slows down by itself where a tick takes long. */
export class Pace {
  private work = 0;
  private side = FIRST_SIDE;
  /** Share of one core that the engine may work; the rest is the call's. */
  effort: Effort = 'balanced';
  /** What the machine runs on. */
  power: Power = 'mains';
  /** The page is in a hidden tab, or its window is covered. */
  isHidden = false;
  /** The tab's frames that are read: each tells why it gives fewer pictures than it is asked for. */
  readonly pages = new Set<{ readonly saves: Saving | null }>();

  /** Longest side of the next tick's frames, in pixels. */
  get maxSide(): number {
    return this.side;
  }

  /** Milliseconds from the start of one tick to the start of the next. */
  get interval(): number {
    return Math.max(1000 / this.wanted, this.work / EFFORTS[this.effort]);
  }

  /** Share of one core to which reading keeps, where tiles are looked at less often for it than a smile needs; else null. */
  get keptTo(): number | null {
    const rate = 1000 / this.interval;
    return rate > 0.9 * this.wanted ? null : EFFORTS[this.effort];
  }

  /** Why tiles are looked at less often than a smile needs though the machine would keep up. */
  get spares(): CallSnapshot['spares'] {
    if (this.wanted === TARGET_HZ) return this.saves;
    return this.wanted < HIDDEN_HZ || !this.isHidden ? 'battery' : 'hidden';
  }

  /** Of several frames the graver: a page that has no time, before people who sit still. */
  private get saves(): Saving | null {
    const all = new Set([...this.pages].map(({ saves }) => saves));
    return all.has('page') ? 'page' : all.has('unchanged') ? 'unchanged' : null;
  }

  private get wanted(): number {
    return Math.min(POWER_HZ[this.power], this.isHidden ? HIDDEN_HZ : TARGET_HZ);
  }

  /** @param work milliseconds that a tick's reading took. @param tiles that it read. */
  worked(work: number, tiles: number): void {
    this.work += AGILITY * (work - this.work);
    this.side = askedSide(tiles, this.side);
  }
}
