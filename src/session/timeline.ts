import type { Classes, ModelClass } from '../classes';
import { EXPRESSIONS, type Expression } from '../expressions';
import { t } from '../i18n/t';
import { isRead } from './every-second';
import { namesApart } from './names';
import type { Presence } from './presence';
import type { SessionSeconds } from './read-seconds';
import { classesOf } from './session-classes';

/** Seconds that a timeline can hold: a day. */
const LONGEST = 86_400;

/** What a second of a lane was named: an index of its classes, or one of these. */
export const UNSURE = -1;
/** Nobody was there, or no face of theirs was read. */
export const UNREAD = -2;

/** One face of one participant over a session; each array has a place per second. */
export interface Lane {
  readonly participant: string;
  /** Last name, with a number where another's looks alike, and with the face's where the person's picture had several. */
  readonly name: string;
  readonly isSelf: boolean;
  /** What is told apart. */
  readonly classes: Classes;
  /** In the order of the classes, second by second; NaN where the face could not be read. */
  readonly shares: Float32Array;
  readonly named: Int8Array;
  /** Index in EXPRESSIONS of what showed more than usual; −1: none. */
  readonly more: Int8Array;
  /** Who was there without being read; undefined: away, read, or not noted. */
  readonly unread: readonly (Presence | undefined)[];
}

/** A session as it is drawn. */
export interface Timeline {
  /** First second, since the epoch. */
  readonly start: number;
  readonly seconds: number;
  readonly classes: Classes;
  readonly lanes: readonly Lane[];
}

interface OpenLane {
  readonly participant: string;
  readonly face: number;
  readonly classes: Classes;
  readonly shares: Float32Array;
  readonly named: Int8Array;
  readonly more: Int8Array;
}

/** Gathers a session's seconds. @throws what reading them throws. */
export async function timelineOf({ session, seconds: batches }: SessionSeconds): Promise<Timeline> {
  const classes = classesOf(session);
  const start = Math.floor(session.startedAt / 1000);
  const seconds = Math.max(1, Math.min(LONGEST, Math.floor(session.lastAt / 1000) - start + 1));
  const lanes = new Map<string, Map<number, OpenLane>>();
  const unread = new Map<string, (Presence | undefined)[]>();
  const faces = (participant: string) => known(lanes, participant, () => new Map<number, OpenLane>());
  for await (const batch of batches) {
    for (const one of batch) {
      const at = one.second - start;
      if (at < 0 || at >= seconds) continue;
      if (!isRead(one)) {
        known(unread, one.participant, () => new Array(seconds))[at] = one.presence;
        continue;
      }
      const lane = known(faces(one.participant), one.face, () =>
        emptyLane(one.participant, one.face, seconds, classes),
      );
      lane.named[at] = one.expression ? classes.findIndex(({ name }) => name === one.expression) : UNSURE;
      if (one.usual?.more) lane.more[at] = EXPRESSIONS.indexOf(one.usual.more);
      if (one.probabilities) lane.shares.set(one.probabilities, at * classes.length);
    }
  }
  const names = session.mode === 'audience' ? [t('mode_audience')] : namesApart(session.participants);
  const all = session.participants.flatMap(({ id, isSelf }, i): Lane[] => {
    const name = names[i] ?? '';
    const own = [...faces(id).values()].sort((a, b) => a.face - b.face);
    if (own.length === 0) own.push(emptyLane(id, 1, seconds, classes));
    return own.map((lane) => ({
      ...lane,
      name: own.length > 1 ? `${name} · ${lane.face}` : name,
      isSelf,
      unread: unread.get(id) ?? [],
    }));
  });
  return { start, seconds, classes, lanes: all };
}

/** The call as a whole: the mean of all others in each second, of the user where nobody else was read. */
export function wholeCall({ seconds, classes, lanes }: Timeline): Lane {
  const others = lanes.filter(({ isSelf }) => !isSelf);
  const counted = others.length > 0 ? others : lanes;
  const whole = emptyLane('', 1, seconds, classes);
  const kinds = classes.length;
  const sums = new Float64Array(kinds);
  for (let at = 0; at < seconds; at++) {
    sums.fill(0);
    let read = 0;
    for (const { shares } of counted) {
      if (Number.isNaN(shares[at * kinds]!)) continue;
      read++;
      for (let i = 0; i < kinds; i++) sums[i]! += shares[at * kinds + i]!;
    }
    if (read === 0) continue;
    let best = 0;
    for (let i = 0; i < kinds; i++) {
      whole.shares[at * kinds + i] = sums[i]! / read;
      if (sums[i]! > sums[best]!) best = i;
    }
    whole.named[at] = best;
  }
  return { ...whole, name: others.length > 0 ? t('timeline_others') : t('timeline_you'), isSelf: false, unread: [] };
}

/** What a face showed in a second. */
export interface LaneMoment {
  readonly named: ModelClass | 'unsure' | null;
  /** Share of the likeliest expression, 0 to 1; NaN where there is none. */
  readonly share: number;
  readonly more: Expression | null;
  readonly unread: Presence | undefined;
}

/** @param at seconds from the start of the timeline; beyond its end nothing is read. */
export function momentOf(lane: Lane, at: number): LaneMoment {
  const named = lane.named[at] ?? UNREAD;
  const kinds = lane.classes.length;
  let share = Number.NaN;
  for (let i = 0; i < kinds; i++) {
    const p = lane.shares[at * kinds + i] ?? Number.NaN;
    if (!(share >= p)) share = p;
  }
  return {
    named: named >= 0 ? lane.classes[named]! : named === UNSURE ? 'unsure' : null,
    share,
    more: EXPRESSIONS[lane.more[at] ?? -1] ?? null,
    unread: lane.unread[at],
  };
}

function emptyLane(participant: string, face: number, seconds: number, classes: Classes): OpenLane {
  return {
    participant,
    face,
    classes,
    shares: new Float32Array(seconds * classes.length).fill(Number.NaN),
    named: new Int8Array(seconds).fill(UNREAD),
    more: new Int8Array(seconds).fill(-1),
  };
}

function known<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = create();
    map.set(key, value);
  }
  return value;
}
