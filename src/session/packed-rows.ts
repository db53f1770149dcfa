import type { UnsureReason } from '../engine/types';
import { EXPRESSIONS } from '../expressions';
import type { SecondRow } from './records';

/** Several rows of one session in one record: a key, a few ids, and the numbers as bytes. No name stands in it. */
export interface Chunk {
  readonly session: string;
  /** The first row's second: a session's chunks lie in time, and none reaches into the next. */
  readonly from: number;
  readonly count: number;
  /** Ids that the bytes mean by their index. */
  readonly participants: readonly string[];
  /** Of a model of the user's own: classes that the bytes mean by their index, and how many shares a row has. */
  readonly own?: { readonly names: readonly string[]; readonly shares: number };
  readonly bytes: Uint8Array;
}

/** Shares and scores are kept to the ten-thousandth, which is what exports show. */
const SHARE = 10_000;
const NONE = 255;
/** Bytes mean these by their place: append, never reorder. */
const REASONS = ['too small', 'turned away', 'blurred', 'low confidence', 'changing'] as const satisfies UnsureReason[];
const HAS_AGREEMENT = 1;
const HAS_PROBABILITIES = 2;
const HAS_USUAL = 4;
const HAS_DEVIATIONS = 8;
const HAS_UNSURE = 16;
const HAS_PEOPLE = 32;
/** Bytes of a row with everything in it. */
const longest = (shares: number) => 4 + 2 + 4 + 2 + 1 + 1 + 2 + 1 + 2 + 2 + 2 * shares + 2 + 1 + 4 * EXPRESSIONS.length;

/**
 * Packs rows, sorted by second, participant and face, 16 to 72 bytes each.
 *
 * @param rows of one session, at least one; together at most 65,535 participants.
 */
export function pack(rows: readonly SecondRow[]): Chunk {
  const sorted = [...rows].sort(inOrder);
  const participants = [...new Set(sorted.map(({ participant }) => participant))];
  const index = new Map(participants.map((id, i) => [id, i]));
  const { session, second: from } = sorted[0]!;
  const own = ownClasses(sorted);
  const { names, shares } = own ?? { names: EXPRESSIONS, shares: EXPRESSIONS.length };
  const view = new DataView(new ArrayBuffer(sorted.length * longest(shares)));
  let at = 0;
  const u8 = (value: number) => view.setUint8(at++, clamped(value, 255));
  const u16 = (value: number) => {
    view.setUint16(at, clamped(value, 65_535));
    at += 2;
  };
  const u32 = (value: number) => {
    view.setUint32(at, clamped(value, 0xffff_ffff));
    at += 4;
  };
  for (const row of sorted) {
    const { agreement, probabilities, unsure, people, usual } = row;
    u32(row.second - from);
    u16(index.get(row.participant)!);
    u32(row.face);
    u16(row.samples);
    u8(
      (agreement === undefined ? 0 : HAS_AGREEMENT) |
        (probabilities ? HAS_PROBABILITIES : 0) |
        (usual ? HAS_USUAL : 0) |
        (usual?.deviations ? HAS_DEVIATIONS : 0) |
        (unsure ? HAS_UNSURE : 0) |
        (people === undefined ? 0 : HAS_PEOPLE),
    );
    u8(numberOf(row.expression, names));
    u16(row.score * SHARE);
    if (unsure) u8(REASONS.indexOf(unsure));
    if (people !== undefined) u16(people);
    if (agreement !== undefined) u16(agreement * SHARE);
    if (probabilities) for (let i = 0; i < shares; i++) u16((probabilities[i] ?? 0) * SHARE);
    if (!usual) continue;
    u16(usual.seconds);
    u8(numberOf(usual.more, EXPRESSIONS));
    if (!usual.deviations) continue;
    for (let i = 0; i < EXPRESSIONS.length; i++, at += 4) view.setFloat32(at, usual.deviations[i] ?? 0);
  }
  const bytes = new Uint8Array(view.buffer.slice(0, at));
  return { session, from, count: sorted.length, participants, ...(own ? { own } : {}), bytes };
}

/** Rows from which on a chunk ends with its second: whoever wants a few must unpack them all. */
const LARGE = 250;

/** As {@link pack}, in as many chunks as many rows need; none for no rows. */
export function packAll(rows: readonly SecondRow[]): Chunk[] {
  const chunks: SecondRow[][] = [];
  for (const row of [...rows].sort(inOrder)) {
    const open = chunks.at(-1);
    if (open && (open.length < LARGE || open.at(-1)?.second === row.second)) open.push(row);
    else chunks.push([row]);
  }
  return chunks.map(pack);
}

/** A row while it is put together: an hour of sixteen people has 57,600, and each spread would make one more object. */
type Open<Of> = { -readonly [Key in keyof Of]: Of[Key] };

/** The rows of a chunk, in order. */
export function unpack({ session, from, count, participants, own, bytes }: Chunk): SecondRow[] {
  const { names, shares } = own ?? { names: EXPRESSIONS, shares: EXPRESSIONS.length };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const u8 = () => view.getUint8(at++);
  const u16 = () => {
    at += 2;
    return view.getUint16(at - 2);
  };
  const u32 = () => {
    at += 4;
    return view.getUint32(at - 4);
  };
  const rows: SecondRow[] = [];
  for (let i = 0; i < count; i++) {
    const second = from + u32();
    const participant = participants[u16()] ?? '';
    const face = u32();
    const samples = u16();
    const flags = u8();
    const expression = names[u8()] ?? null;
    const score = u16() / SHARE;
    const reason = flags & HAS_UNSURE ? REASONS[u8()] : undefined;
    const row: Open<SecondRow> = {
      session,
      second,
      participant,
      face,
      samples,
      probabilities: null,
      expression,
      confidence: null,
      score,
    };
    if (reason) row.unsure = reason;
    if (flags & HAS_PEOPLE) row.people = u16();
    if (flags & HAS_AGREEMENT) row.agreement = u16() / SHARE;
    if (flags & HAS_PROBABILITIES) {
      const probabilities = new Array<number>(shares);
      let confidence = 0;
      for (let kind = 0; kind < shares; kind++) {
        const share = u16() / SHARE;
        probabilities[kind] = share;
        if (share > confidence) confidence = share;
      }
      row.probabilities = probabilities;
      row.confidence = confidence;
    }
    if (flags & HAS_USUAL) {
      const seconds = u16();
      const more = EXPRESSIONS[u8()] ?? null;
      let deviations: number[] | null = null;
      if (flags & HAS_DEVIATIONS) {
        deviations = new Array<number>(EXPRESSIONS.length);
        for (let kind = 0; kind < EXPRESSIONS.length; kind++, at += 4) deviations[kind] = view.getFloat32(at);
      }
      row.usual = { seconds, deviations, more };
    }
    rows.push(row);
  }
  return rows;
}

/** By second, participant, face: the order of exports. */
export function inOrder(a: SecondRow, b: SecondRow): number {
  if (a.second !== b.second) return a.second - b.second;
  if (a.participant !== b.participant) return a.participant < b.participant ? -1 : 1;
  return a.face - b.face;
}

function numberOf(name: string | null, names: readonly string[]): number {
  return name === null ? NONE : names.indexOf(name);
}

/** What the rows themselves say of their classes; undefined where they are the eight expressions. */
function ownClasses(rows: readonly SecondRow[]): Chunk['own'] {
  const shares = rows.find(({ probabilities }) => probabilities)?.probabilities?.length ?? EXPRESSIONS.length;
  const names = [...new Set(rows.flatMap(({ expression }) => expression ?? []))];
  const isKnown = names.every((name) => (EXPRESSIONS as readonly string[]).includes(name));
  return isKnown && shares === EXPRESSIONS.length ? undefined : { names, shares };
}

/** NaN is 0. */
function clamped(value: number, most: number): number {
  return Math.min(most, Math.max(0, Math.round(value) || 0));
}

/** Compiles only while every field of a row and every reason is packed. */
type Packed = 'session' | 'second' | 'participant' | 'face' | 'people' | 'samples' | 'agreement' | 'probabilities';
type Also = 'expression' | 'unsure' | 'confidence' | 'score' | 'usual';
({}) satisfies Record<Exclude<keyof SecondRow, Packed | Also> | Exclude<UnsureReason, (typeof REASONS)[number]>, true>;
