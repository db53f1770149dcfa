import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { Mark, Note } from './marks';
import { type Chunk, packAll } from './packed-rows';
import type { SecondRow, StoredSession } from './records';
import type { Kept } from './sealed';

/** Raise with every change of the schema, and add its step to {@link upgrade}. */
export const VERSION = 5;

/** Session, second, participant, face: the order in which rows are exported. */
export type RowKey = [session: string, second: number, participant: string, face: number];

/** How far a session that was recorded came. A recorder may write only while this is there: what was deleted stays so. */
export interface Progress {
  readonly id: string;
  /** As StoredSession's, and newer: names are written again only where they changed. */
  readonly lastAt: number;
  /** The pages' documents that the call is read in, in the order they came; none once the session ended. */
  readonly documents: readonly string[];
}

/** Names, words, readings: all that says something of people is sealed with the session's key. */
export interface Schema extends DBSchema {
  sessions: { key: string; value: Kept<StoredSession, 'id' | 'startedAt'>; indexes: { byStart: number } };
  progress: { key: string; value: Progress };
  chunks: { key: [session: string, from: number]; value: Kept<Chunk, 'session' | 'from' | 'count'> };
  marks: { key: [session: string, time: number]; value: Kept<Mark, 'session' | 'time'> };
  notes: { key: string; value: Kept<Note, 'session'> };
  /** The key that a session's records are sealed with from now on (session-keys.ts). */
  keys: { key: string; value: { readonly session: string; readonly key: string } };
  /** Sessions that are deleted, and may still be taken back; since when, milliseconds since the epoch (not before 0.3). */
  trash: { key: string; value: { readonly session: string; readonly since?: number } };
}

/** In IndexedDB's order an array sorts after every number and string, so [id, []] ends the keys that begin with id. */
export function allOf(session: string): IDBKeyRange {
  return IDBKeyRange.bound([session], [session, []]);
}

type Upgrading = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/** Version 1 knew one name of a participant, for the whole session. */
interface SessionOf1 extends Omit<StoredSession, 'participants'> {
  readonly participants: readonly { readonly id: string; readonly name: string; readonly isSelf: boolean }[];
}

/** Versions 1 to 3 kept each row as an object of its own, of 1.65 KB on the disk. */
interface SchemaOf3 extends DBSchema {
  rows: { key: RowKey; value: SecondRow };
}

/** Brings a database of an older version, or none (0), to {@link VERSION} within its upgrade's transaction. */
export async function upgrade(
  db: IDBPDatabase<Schema>,
  from: number,
  _to: number | null,
  transaction: Upgrading,
): Promise<void> {
  if (from < 1) db.createObjectStore('sessions', { keyPath: 'id' }).createIndex('byStart', 'startedAt');
  if (from === 1) await nameTimes(transaction);
  if (from < 3) {
    db.createObjectStore('marks', { keyPath: ['session', 'time'] });
    db.createObjectStore('notes', { keyPath: 'session' });
    db.createObjectStore('trash', { keyPath: 'session' });
  }
  if (from < 5) db.createObjectStore('keys', { keyPath: 'session' });
  if (from < 4) {
    db.createObjectStore('progress', { keyPath: 'id' });
    db.createObjectStore('chunks', { keyPath: ['session', 'from'] });
    if (from > 0) await packRows(transaction);
    if (from > 0) (db as unknown as IDBPDatabase<SchemaOf3>).deleteObjectStore('rows');
  }
}

async function nameTimes(transaction: Upgrading): Promise<void> {
  const sessions = transaction.objectStore('sessions');
  for (let cursor = await sessions.openCursor(); cursor; cursor = await cursor.continue())
    await cursor.update(with2(cursor.value as unknown as SessionOf1));
}

function with2(session: SessionOf1): StoredSession {
  const from = Math.floor(session.startedAt / 1000);
  const participants = session.participants.map(({ id, name, isSelf }) => ({ id, isSelf, names: [{ name, from }] }));
  return { ...session, participants };
}

/** Rows at a time: enough to be quick, and little memory. */
const BATCH = 1000;

async function packRows(transaction: Upgrading): Promise<void> {
  const rows = (
    transaction as unknown as IDBPTransaction<SchemaOf3, StoreNames<SchemaOf3>[], 'versionchange'>
  ).objectStore('rows');
  const chunks = transaction.objectStore('chunks');
  let rest: SecondRow[] = [];
  let range: IDBKeyRange | null = null;
  for (;;) {
    const read: SecondRow[] = await rows.getAll(range, BATCH);
    const all: SecondRow[] = [...rest, ...read];
    // The last second may go on in the next batch, and no chunk reaches into another.
    const last = read.length < BATCH ? undefined : read.at(-1);
    const isWhole = (row: SecondRow) => row.session !== last?.session || row.second !== last.second;
    rest = all.filter((row) => !isWhole(row));
    for (const ofOne of bySession(all.filter(isWhole)))
      await Promise.all(packAll(ofOne).map((chunk) => chunks.put(chunk)));
    if (!last) return;
    range = IDBKeyRange.lowerBound([last.session, last.second, last.participant, last.face], true);
  }
}

function bySession(rows: readonly SecondRow[]): SecondRow[][] {
  const groups = new Map<string, SecondRow[]>();
  for (const row of rows) {
    const group = groups.get(row.session);
    if (group) group.push(row);
    else groups.set(row.session, [row]);
  }
  return [...groups.values()];
}
