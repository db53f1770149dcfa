import type { IDBPDatabase } from 'idb';
import { allOf, type Schema } from './schema';
import type { SealedRecords } from './sealed-records';

/** All that a session leaves goes with it. */
export const EVERYTHING = ['sessions', 'chunks', 'progress', 'marks', 'notes', 'keys', 'trash'] as const;

/** Of a session, by ranges of keys and by its id. */
const BY_RANGE = ['chunks', 'marks'] as const;
const BY_ID = ['sessions', 'progress', 'notes', 'keys', 'trash'] as const;

/** Milliseconds after which nobody records a session any more of which there is not a row. */
const FORGOTTEN = 86_400_000;

/**
 * Deletes a session's records, on the disk too, then its key: a record whose key is lost was never deleted. After an end
 * between here and there nobody has the key any more, and the next sweep removes it. Only for whoever alone works with the
 * session.
 * @returns whether it was the last one.
 */
export async function deleteSession(
  db: IDBPDatabase<Schema>,
  records: SealedRecords,
  session: string,
): Promise<boolean> {
  const key = await db.get('keys', session);
  const transaction = db.transaction(EVERYTHING, 'readwrite', { durability: 'strict' });
  await Promise.all([
    ...BY_RANGE.map((name) => transaction.objectStore(name).delete(allOf(session))),
    ...BY_ID.map((name) => transaction.objectStore(name).delete(session)),
  ]);
  const [sessions, progress] = [transaction.objectStore('sessions'), transaction.objectStore('progress')];
  const left = (await sessions.count()) + (await progress.count());
  await transaction.done;
  await records.removeKeys([key]);
  return left === 0;
}

/**
 * Deletes what belongs to sessions that are not there, and never came to be. Only for whoever alone works with all of them.
 * @param now milliseconds since the epoch
 */
export async function deleteOrphans(db: IDBPDatabase<Schema>, now = Date.now()): Promise<void> {
  const transaction = db.transaction(EVERYTHING, 'readwrite');
  const store = <Name extends (typeof EVERYTHING)[number]>(name: Name) => transaction.objectStore(name);
  const known = new Set(await store('sessions').getAllKeys());
  for (const { id, lastAt } of await store('progress').getAll()) if (now - lastAt < FORGOTTEN) known.add(id);
  for (const name of BY_RANGE) {
    let cursor = await store(name).openKeyCursor();
    while (cursor) {
      const [session] = cursor.key;
      if (!known.has(session)) await store(name).delete(allOf(session));
      // On to the next session: this one may have thousands of records.
      cursor = await cursor.continue([session, []] as unknown as typeof cursor.key);
    }
  }
  for (const name of BY_ID)
    for (const session of await store(name).getAllKeys()) if (!known.has(session)) await store(name).delete(session);
  await transaction.done;
}

/** Whether the key of a session is lost: nobody opens it any more. */
export async function isKeyLost(db: IDBPDatabase<Schema>, records: SealedRecords, session: string): Promise<boolean> {
  const [kept, key] = await Promise.all([db.get('sessions', session), db.get('keys', session)]);
  if (kept && !('sealed' in kept)) return false;
  return key !== undefined && !(await records.hasKey(key.key));
}

/**
 * Whether an earlier version of Facet stored any of a session in the clear, also where this one goes on with it. Chunks are
 * written in the order of time and sealed all at once, so the first of them tells.
 */
export async function isInTheClear(db: IDBPDatabase<Schema>, session: string): Promise<boolean> {
  const found = await Promise.all([
    db.get('sessions', session),
    db.get('notes', session),
    db.getAll('chunks', allOf(session), 1),
    db.getAll('marks', allOf(session)),
  ]);
  return found.flat().some((one) => one !== undefined && !('sealed' in one));
}
