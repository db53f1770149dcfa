import { EXPRESSIONS } from '../expressions';
import { type Lane, UNSURE } from './timeline';

/** A stretch of a lane, drawn as one column. */
export interface Bin {
  /** Seconds from the timeline's start; `to` is not part of it. */
  readonly from: number;
  readonly to: number;
  /** Mean shares, in the order of the lane's classes; null where no second was read. */
  readonly shares: readonly number[] | null;
  /** Share of the stretch's read seconds that were named, 0 to 1. */
  readonly certainty: number;
  /** Index in EXPRESSIONS of what showed more than usual in half of the read seconds or more; −1: none. */
  readonly more: number;
  /** Somebody was there and not read in most of the stretch: with the camera on, or without. */
  readonly gap: 'no reading' | 'no camera' | null;
}

/** A lane from one second to another in at most so many columns, a second each at the finest. */
export function bins(lane: Lane, from: number, to: number, most: number): Bin[] {
  const first = Math.max(0, Math.floor(from));
  const end = Math.min(lane.named.length, Math.ceil(to));
  const step = Math.max(1, Math.ceil((end - first) / Math.max(1, most)));
  const out: Bin[] = [];
  for (let at = first; at < end; at += step) out.push(bin(lane, at, Math.min(end, at + step)));
  return out;
}

function bin(lane: Lane, from: number, to: number): Bin {
  const kinds = lane.classes.length;
  const sums = new Array<number>(kinds).fill(0);
  const more = new Array<number>(EXPRESSIONS.length).fill(0);
  let read = 0;
  let seen = 0;
  let named = 0;
  let silent = 0;
  let dark = 0;
  for (let at = from; at < to; at++) {
    const name = lane.named[at]!;
    if (name >= UNSURE) seen++;
    if (name >= 0) named++;
    const marked = lane.more[at]!;
    if (marked >= 0) more[marked]!++;
    if (!Number.isNaN(lane.shares[at * kinds]!)) {
      read++;
      for (let i = 0; i < kinds; i++) sums[i]! += lane.shares[at * kinds + i]!;
    } else if (name < UNSURE && lane.unread[at]) {
      // A picture that stands still, or that the machine was too busy for, came from a camera that is on.
      if (lane.unread[at] === 'off') dark++;
      else silent++;
    } else if (name === UNSURE) silent++;
  }
  const most = more.indexOf(Math.max(...more));
  const gone = silent + dark;
  return {
    from,
    to,
    shares: read > 0 ? sums.map((sum) => sum / read) : null,
    certainty: seen > 0 ? named / seen : 0,
    more: seen > 0 && more[most]! * 2 >= seen ? most : -1,
    gap: gone * 2 < to - from || gone === 0 ? null : dark > silent ? 'no camera' : 'no reading',
  };
}
