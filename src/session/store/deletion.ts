import type { IDBPObjectStore } from 'idb';
import { report } from '../../report';
import { reseal } from '../reseal';
import type { Schema } from '../schema';
import { deleteOrphans, deleteSession, EVERYTHING, isInTheClear, isKeyGone } from '../tidy';
import type { Access } from './access';
import { session } from './reading';

type Trash = IDBPObjectStore<Schema, ['trash'], 'trash', 'readwrite'>;

/** Hides sessions from all lists, until they are taken back or {@link emptyTrash} deletes them. */
export async function putInTrash(access: Access, sessions: readonly string[]): Promise<void> {
  await changeTrash(access, (trash) => sessions.map((one) => trash.put({ session: one })));
}

export async function takeBack(access: Access, sessions: readonly string[]): Promise<void> {
  await changeTrash(access, (trash) => sessions.map((one) => trash.delete(one)));
}

/** Deletes for good what is in the trash. @returns the sessions deleted. */
export async function emptyTrash(access: Access): Promise<string[]> {
  const sessions = await access.use((db) => db.getAllKeys('trash'));
  for (const one of sessions) await deleteOne(access, one);
  return sessions;
}

/** Deletes a session with all that belongs to it, also for whoever records it: nothing of before comes back. */
export async function deleteOne(access: Access, id: string): Promise<void> {
  const isLast = await access.useAlone(id, (db) => deleteSession(db, access.records, id));
  if (isLast) await deleteEverything(access);
}

/** Deletes all of one participant of a session. */
export async function deleteParticipant(access: Access, id: string, participant: string): Promise<void> {
  await access.useAlone(id, (db) => reseal(db, access.records, id, participant));
}

/**
 * Deletes sessions of which nothing was recorded since `time`, milliseconds since the epoch, those that nobody can read
 * included. What fails with one is reported, and the others go on.
 * @returns how many.
 */
export async function deleteOlder(access: Access, time: number): Promise<number> {
  const begun = await access.use((db) => db.getAllFromIndex('sessions', 'byStart', IDBKeyRange.upperBound(time, true)));
  const trash = await access.use((db) => db.getAllKeys('trash'));
  let deleted = 0;
  for (const { id } of begun.filter((one) => !trash.includes(one.id))) {
    try {
      const { lastAt } = (await session(access, id).catch(() => undefined)) ?? { lastAt: 0 };
      const progress = await access.use((db) => db.get('progress', id));
      if (Math.max(lastAt, progress?.lastAt ?? 0) >= time) continue;
      await deleteOne(access, id);
      deleted++;
    } catch (error) {
      report('deleting an old session', error);
    }
  }
  return deleted;
}

export async function deleteEverything(access: Access): Promise<void> {
  await access.useAll(async (db) => {
    const transaction = db.transaction(EVERYTHING, 'readwrite');
    await Promise.all([...EVERYTHING.map((name) => transaction.objectStore(name).clear()), transaction.done]);
    await access.records.sweepKeys(db);
    await access.destroy();
  });
}

/**
 * Seals what an earlier version of Facet stored in the clear, and deletes what nobody can open, what belongs to no session,
 * and keys of nothing. What fails with one session is reported, and the others go on.
 */
export async function tidy(access: Access): Promise<void> {
  const { records } = access;
  const known = await access.use(async (db) => [
    ...(await db.getAllKeys('sessions')),
    ...(await db.getAllKeys('keys')),
  ]);
  for (const id of new Set(known)) {
    try {
      const isGone = await access.useAlone(id, async (db) => {
        if (await isKeyGone(db, records, id)) return true;
        if (await isInTheClear(db, id)) await reseal(db, records, id);
        return false;
      });
      if (isGone) await deleteOne(access, id);
    } catch (error) {
      report('tidying a session', error);
    }
  }
  await access.useAll(async (db) => {
    await deleteOrphans(db);
    await records.sweepKeys(db);
  });
}

async function changeTrash(access: Access, change: (trash: Trash) => Promise<unknown>[]): Promise<void> {
  await access.use(async (db) => {
    const transaction = db.transaction('trash', 'readwrite');
    await Promise.all([...change(transaction.store), transaction.done]);
  });
}
