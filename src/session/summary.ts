import type { ModelClass } from '../classes';
import { type Lane, UNREAD, UNSURE } from './timeline';

/** Seconds before and after a moment that are compared. */
const SPAN_SECONDS = 10;
/** Of them, so many must have been read. */
const ENOUGH = 5;
/** Total variation distance from which a moment counts, 0 (alike) to 1. */
const CHANGE = 0.35;

/** A face over a whole session. */
export interface Summary {
  /** Seconds: named; read but unsure; there but not read (camera off included). */
  readonly named: number;
  readonly unsure: number;
  readonly unread: number;
  /** Mean shares of what was read, in the order of the lane's classes; null where nothing was. */
  readonly mean: readonly number[] | null;
  /** Seconds in which each class was named, in the same order. */
  readonly seconds: readonly number[];
}

/** Counts and means of a lane; a second that is not read, and in which nobody was there, counts nowhere. */
export function summaryOf(lane: Lane): Summary {
  const kinds = lane.classes.length;
  const seconds = new Array<number>(kinds).fill(0);
  const sums = new Array<number>(kinds).fill(0);
  let [named, unsure, unread, read] = [0, 0, 0, 0];
  for (let at = 0; at < lane.named.length; at++) {
    const name = lane.named[at]!;
    if (name >= 0) {
      named++;
      seconds[name]!++;
    } else if (name === UNSURE) unsure++;
    else if (name === UNREAD && lane.unread[at]) unread++;
    if (Number.isNaN(lane.shares[at * kinds]!)) continue;
    read++;
    for (let i = 0; i < kinds; i++) sums[i]! += lane.shares[at * kinds + i]!;
  }
  return { named, unsure, unread, mean: read > 0 ? sums.map((sum) => sum / read) : null, seconds };
}

/** A moment at which what a face shows changed for long. */
export interface Change {
  /** Seconds from the timeline's start. */
  readonly at: number;
  /** What showed most in the ten seconds before, and after. */
  readonly from: ModelClass;
  readonly to: ModelClass;
  /** Total variation distance between the mean shares of both, 0 to 1. */
  readonly size: number;
}

/** The largest changes of a lane, in time; none within ten seconds of a larger one. */
export function changesOf(lane: Lane, most = 5): Change[] {
  const { classes } = lane;
  const sums = cumulated(lane);
  // Two arrays for all seconds: an hour of sixteen people would make a hundred thousand.
  const before = new Float64Array(classes.length);
  const after = new Float64Array(classes.length);
  const found: Change[] = [];
  for (let at = ENOUGH; at <= lane.named.length - ENOUGH; at++) {
    if (!meanOf(sums, Math.max(0, at - SPAN_SECONDS), at, before)) continue;
    if (!meanOf(sums, at, Math.min(lane.named.length, at + SPAN_SECONDS), after)) continue;
    let size = 0;
    for (let i = 0; i < before.length; i++) size += Math.abs(before[i]! - after[i]!) / 2;
    if (size < CHANGE) continue;
    const [from, to] = [classes[largest(before)]!, classes[largest(after)]!];
    if (from !== to) found.push({ at, from, to, size });
  }
  const kept: Change[] = [];
  for (const change of found.sort((a, b) => b.size - a.size)) {
    if (kept.length === most) break;
    if (kept.every(({ at }) => Math.abs(at - change.at) >= SPAN_SECONDS)) kept.push(change);
  }
  return kept.sort((a, b) => a.at - b.at);
}

/** Sums of shares up to each second, with the count of read seconds after them. */
function cumulated(lane: Lane): Float64Array {
  const kinds = lane.classes.length;
  const width = kinds + 1;
  const sums = new Float64Array((lane.named.length + 1) * width);
  for (let at = 0; at < lane.named.length; at++) {
    const read = !Number.isNaN(lane.shares[at * kinds]!);
    for (let i = 0; i < width; i++) {
      const value = !read ? 0 : i < kinds ? lane.shares[at * kinds + i]! : 1;
      sums[(at + 1) * width + i] = sums[at * width + i]! + value;
    }
  }
  return sums;
}

/** @param means takes the mean shares from one second to another. @returns false where too little was read. */
function meanOf(sums: Float64Array, from: number, to: number, means: Float64Array): boolean {
  const kinds = means.length;
  const [first, last] = [from * (kinds + 1), to * (kinds + 1)];
  const read = sums[last + kinds]! - sums[first + kinds]!;
  if (read < ENOUGH) return false;
  for (let i = 0; i < kinds; i++) means[i] = (sums[last + i]! - sums[first + i]!) / read;
  return true;
}

/** Index of the largest; of the first of several. */
function largest(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
