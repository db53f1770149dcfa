import { report } from '../../report';
import { wallTime } from '../clock';
import { reseal } from '../reseal';
import { deleteOrphans, deleteSession, EVERYTHING, isInTheClear, isKeyLost } from '../tidy';
import type { Access } from './access';
import { newestFirst, session } from './reading';

/** Milliseconds in which a deletion can be taken back. */
export const UNDO = 20_000;

/** Hides sessions from all lists, until they are taken back or {@link emptyTrash} deletes them. */
export async function putInTrash(access: Access, sessions: readonly string[]): Promise<void> {
  const since = Date.now();
  await access.use(async (db) => {
    const transaction = db.transaction('trash', 'readwrite');
    await Promise.all([...sessions.map((one) => transaction.store.put({ session: one, since })), transaction.done]);
  });
}

/** @returns those of the sessions that were deleted for good meanwhile, by another page or the browser's start. */
export async function takeBack(access: Access, sessions: readonly string[]): Promise<string[]> {
  const gone: string[] = [];
  for (const one of sessions) {
    // Alone: nobody is deleting it.
    await access.useAlone(one, async (db) => {
      await db.delete('trash', one);
      if ((await db.getKey('sessions', one)) === undefined) gone.push(one);
    });
  }
  return gone;
}

/**
 * Deletes for good what is in the trash: of these sessions, of all, or of those that are there for so long that no page
 * takes them back any more.
 * @returns the sessions deleted.
 */
export async function emptyTrash(access: Access, which: readonly string[] | 'all' | 'left'): Promise<string[]> {
  const trash = await access.use((db) => db.getAll('trash'));
  const now = Date.now();
  // A clock that was set back makes nothing stay.
  const isLeft = (since = 0) => Math.abs(now - since) >= UNDO;
  const chosen = trash.filter(({ session: one, since }) =>
    which === 'left' ? isLeft(since) : which === 'all' || which.includes(one),
  );
  const deleted = [];
  for (const { session: one } of chosen) if (await deleteOne(access, one, 'in trash')) deleted.push(one);
  return deleted;
}

/**
 * Deletes a session with all that belongs to it, also for whoever records it: nothing of before comes back.
 * @param where in trash: not one that was taken back meanwhile.
 * @returns whether it was deleted.
 */
export async function deleteOne(
  access: Access,
  id: string,
  where: 'in trash' | 'anywhere' = 'anywhere',
): Promise<boolean> {
  const done = await access.useAlone(id, async (db) => {
    if (where === 'in trash' && (await db.getKey('trash', id)) === undefined) return null;
    return { isLast: await deleteSession(db, access.records, id) };
  });
  if (done?.isLast) await deleteEverything(access);
  return done !== null;
}

/** Deletes all of one participant of a session. */
export async function deleteParticipant(access: Access, id: string, participant: string): Promise<void> {
  await access.useAlone(id, (db) => reseal(db, access.records, id, participant));
}

/**
 * Deletes sessions of which nothing was recorded since `time`, milliseconds since the epoch by the computer's clock as it
 * stood in the end, those that nobody can read included. What fails with one is reported, and the others go on.
 * @returns how many.
 */
export async function deleteOlder(access: Access, time: number): Promise<number> {
  let deleted = 0;
  for (const id of await newestFirst(access)) {
    try {
      if ((await endOf(access, id)) >= time) continue;
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
    const transaction = db.transaction(EVERYTHING, 'readwrite', { durability: 'strict' });
    await Promise.all([...EVERYTHING.map((name) => transaction.objectStore(name).clear()), transaction.done]);
    await access.records.sweepKeys(db);
    await access.destroy();
  });
}

/**
 * Seals what an earlier version of Facet stored in the clear, and deletes what belongs to no session, keys of nothing, and
 * what is in the clear of a session that nobody can open. What fails with one session is reported, and the others go on.
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
        const isClear = await isInTheClear(db, id);
        // What is sealed stays until the user, or its age, deletes it: they are told.
        if (await isKeyLost(db, records, id)) return isClear;
        if (isClear) await reseal(db, records, id);
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

/** When the last second of a session was, by the computer's clock as it was set by then; of one that nobody can read, its own. */
async function endOf(access: Access, id: string): Promise<number> {
  const [found, kept, progress] = await Promise.all([
    session(access, id).catch(() => undefined),
    access.use((db) => db.get('sessions', id)),
    access.use((db) => db.get('progress', id)),
  ]);
  if (found) return wallTime(found, Math.floor(found.lastAt / 1000));
  return Math.max(kept?.startedAt ?? 0, progress?.lastAt ?? 0);
}
