import { packAll } from '../packed-rows';
import type { SecondRow, StoredSession } from '../records';
import type { Progress } from '../schema';
import type { Access } from './access';
import { unlessDamaged } from './reading';

/** Writes rows and the session they belong to, all or nothing. Their seconds must not be there already. */
export async function write(access: Access, written: StoredSession, rows: readonly SecondRow[]): Promise<void> {
  const { records } = access;
  await access.useAlone(written.id, async (db) => {
    const key = await access.keyOf(db, written.id);
    const sealed = await records.session(key, written);
    const packed = await records.chunks(key, packAll(rows));
    const transaction = db.transaction(['sessions', 'chunks'], 'readwrite');
    const chunks = transaction.objectStore('chunks');
    const writes: Promise<unknown>[] = packed.map((chunk) => chunks.put(chunk));
    await Promise.all([...writes, transaction.objectStore('sessions').put(sealed), transaction.done]);
  });
}

/**
 * Notes that a session is being recorded from these documents' pages: from here on {@link append} may write it. After a
 * break it goes on where it was. What a recorder left of these pages that went before it had a row is forgotten.
 */
export async function begin(access: Access, id: string, documents: readonly string[], lastAt: number): Promise<void> {
  await access.useAlone(id, async (db) => {
    const transaction = db.transaction(['progress', 'sessions'], 'readwrite');
    const [progress, sessions] = [transaction.objectStore('progress'), transaction.objectStore('sessions')];
    for (const other of await progress.getAll()) {
      const isOfThese = other.id !== id && other.documents.some((one) => documents.includes(one));
      if (isOfThese && (await sessions.getKey(other.id)) === undefined) await progress.delete(other.id);
    }
    await Promise.all([progress.put({ id, documents, lastAt }), transaction.done]);
  });
}

/**
 * Adds rows to a session that is being recorded, all or nothing.
 *
 * @param changed the session, where anything of it changed but `lastAt`; null: as it was
 * @returns false, and writes nothing, where the session was deleted meanwhile.
 */
export function append(
  access: Access,
  id: string,
  changed: StoredSession | null,
  rows: readonly SecondRow[],
  state: Omit<Progress, 'id'>,
): Promise<boolean> {
  const { records } = access;
  return access.useAlone(id, async (db) => {
    if ((await db.getKey('progress', id)) === undefined) return false;
    const key = await records.keyOf(db, id);
    if (!key) return false;
    // Nothing but the database may be waited for within a transaction.
    const sealed = changed && (await records.session(key, changed));
    const packed = await records.chunks(key, packAll(rows));
    const transaction = db.transaction(['sessions', 'chunks', 'progress'], 'readwrite');
    await Promise.all([
      transaction.objectStore('progress').put({ ...state, id }),
      ...packed.map((chunk) => transaction.objectStore('chunks').put(chunk)),
      sealed && transaction.objectStore('sessions').put(sealed),
      transaction.done,
    ]);
    return true;
  });
}

/** A session whose recorder went without a word. */
export interface Left {
  readonly progress: Progress;
  readonly session: StoredSession;
}

/** The session that a page's document was last recorded in and that never ended; null where none can be read. */
export async function unfinished(access: Access, document: string): Promise<Left | null> {
  const all = await access.use((db) => db.getAll('progress'));
  const ofIt = all.filter(({ documents }) => documents.includes(document)).sort((a, b) => b.lastAt - a.lastAt);
  for (const progress of ofIt) {
    const session = await unlessDamaged(access, progress.id);
    if (session) return { progress, session };
  }
  return null;
}
