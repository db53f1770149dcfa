import { Allowance, captureLimits, Turns } from '../../src/content/budget';
import type { Effort } from '../../src/effort';
import { Pace } from '../../src/offscreen/pace';

/** A call in simulation. */
export interface Crowd {
  readonly participants: number;
  /** Tiles that the gallery shows at a time; a page turns to the next so many every so many seconds. */
  readonly shown: number;
  readonly turnsEvery: number;
  /** Milliseconds of the engine for each picture, and of the page's main thread. */
  readonly engine: number;
  readonly page: number;
  readonly effort?: Effort;
  readonly seconds?: number;
}

/** How it goes: shares of one core, readings a second of each tile while it shows. */
export interface Outcome {
  readonly engine: number;
  readonly page: number;
  readonly mean: number;
  /** Of the tile that is read least often. */
  readonly least: number;
  /** Milliseconds between two readings of one tile, at the most, and until a page that was turned to is read. */
  readonly longest: number;
  /** Participants who were read at all. */
  readonly read: number;
}

/**
 * A call of so many in a paged gallery, tick by tick as src/offscreen/clock.ts goes: the real pace of the engine and the
 * real allowance of the page decide, costs are what was measured, time is a number.
 */
export function simulate(crowd: Crowd): Outcome {
  const { participants, shown, turnsEvery, engine, page, effort = 'balanced', seconds = 120 } = crowd;
  const pace = new Pace();
  pace.effort = effort;
  const allowance = new Allowance();
  const turns = new Turns();
  const end = 1000 * seconds;
  const last = new Map<number, number>();
  const counts = new Map<number, number>();
  const shownFor = new Map<number, number>();
  let [now, readUntil, engineBusy, pageBusy, longest, first] = [0, 0, 0, 0, 0, -1];
  while (now < end) {
    const turn = Math.floor(now / (1000 * turnsEvery));
    const start = (turn * shown) % participants;
    if (start !== first) for (let i = 0; i < shown; i++) last.set(start + i, now);
    first = start;
    const tiles = Array.from({ length: Math.min(shown, participants - start) }, (_, i) => start + i);
    const most = allowance.at(now, captureLimits(tiles.length));
    const waiting = turns.inOrder(tiles.map((tile) => ({ id: `${tile}`, tile })));
    const taken = waiting.slice(0, most).map(({ tile }) => tile);
    allowance.note(taken.length * page, taken.length);
    pageBusy += taken.length * page;
    // One tick is read while the next one's pictures are taken.
    const began = Math.max(readUntil, now + taken.length * page);
    const work = taken.length * engine;
    readUntil = began + work;
    engineBusy += work;
    pace.worked(work, taken.length);
    for (const tile of taken) {
      longest = Math.max(longest, now - last.get(tile)!);
      last.set(tile, now);
      turns.had(`${tile}`);
      counts.set(tile, (counts.get(tile) ?? 0) + 1);
    }
    const next = Math.max(began, now + pace.interval);
    for (const tile of tiles) shownFor.set(tile, (shownFor.get(tile) ?? 0) + next - now);
    now = next;
  }
  const rates = [...shownFor].map(([tile, time]) => (1000 * (counts.get(tile) ?? 0)) / time);
  return {
    engine: engineBusy / now,
    page: pageBusy / now,
    mean: rates.reduce((sum, rate) => sum + rate, 0) / rates.length,
    least: Math.min(...rates),
    longest,
    read: counts.size,
  };
}

/** Tiles at a time of the galleries that calls have, each for calls of 100, 500 and 1,000. */
const GALLERIES = [9, 25, 49];
const CALLS = [100, 500, 1000];
/** Milliseconds of a page's main thread for a picture: on a machine at rest, and on one that the call fills. */
const PAGES = [0.1, 0.4];

/** A row for each gallery and call. @param engine milliseconds of a picture. */
export function scaleTable(engine: number) {
  const rows = PAGES.flatMap((page) => GALLERIES.map((shown) => ({ page, shown })));
  return rows.flatMap(({ page, shown }) =>
    CALLS.map((participants) => {
      const call = simulate({ participants, shown, turnsEvery: 10, engine, page });
      return {
        participants,
        'tiles shown': shown,
        'page, ms a picture': page,
        'readings/s each': call.mean.toFixed(1),
        'at least': call.least.toFixed(1),
        'longest wait, ms': call.longest.toFixed(0),
        'engine, % of a core': (100 * call.engine).toFixed(0),
        'page, % of its thread': (100 * call.page).toFixed(1),
        'read of them in 2 minutes': call.read,
      };
    }),
  );
}
