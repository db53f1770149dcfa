import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { Mark, Note } from './marks';
import type { SecondRow, StoredSession } from './records';

/** Raise with every change of the schema, and add its step to {@link upgrade}. */
export const VERSION = 3;

/** Session, second, participant, face: rows lie in the order in which they are exported. */
export type RowKey = [session: string, second: number, participant: string, face: number];

export interface Schema extends DBSchema {
  sessions: { key: string; value: StoredSession; indexes: { byStart: number } };
  rows: { key: RowKey; value: SecondRow };
  marks: { key: [session: string, time: number]; value: Mark };
  notes: { key: string; value: Note };
  /** Sessions that are deleted, and may still be taken back. */
  trash: { key: string; value: { readonly session: string } };
}

/** Version 1 knew one name of a participant, for the whole session. */
interface SessionOf1 extends Omit<StoredSession, 'participants'> {
  readonly participants: readonly { readonly id: string; readonly name: string; readonly isSelf: boolean }[];
}

/** Brings a database of an older version, or none (0), to {@link VERSION} within its upgrade's transaction. */
export async function upgrade(
  db: IDBPDatabase<Schema>,
  from: number,
  _to: number | null,
  transaction: IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>,
): Promise<void> {
  if (from < 1) {
    db.createObjectStore('sessions', { keyPath: 'id' }).createIndex('byStart', 'startedAt');
    db.createObjectStore('rows', { keyPath: ['session', 'second', 'participant', 'face'] });
  } else if (from < 2) {
    const sessions = transaction.objectStore('sessions');
    for (let cursor = await sessions.openCursor(); cursor; cursor = await cursor.continue())
      await cursor.update(with2(cursor.value as unknown as SessionOf1));
  }
  if (from < 3) {
    db.createObjectStore('marks', { keyPath: ['session', 'time'] });
    db.createObjectStore('notes', { keyPath: 'session' });
    db.createObjectStore('trash', { keyPath: 'session' });
  }
}

function with2(session: SessionOf1): StoredSession {
  const from = Math.floor(session.startedAt / 1000);
  const participants = session.participants.map(({ id, name, isSelf }) => ({ id, isSelf, names: [{ name, from }] }));
  return { ...session, participants };
}
