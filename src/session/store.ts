import type { IDBPDatabase, IDBPObjectStore } from 'idb';
import { Failure } from '../problem';
import { report } from '../report';
import { Connection } from './connection';
import type { Mark, Note } from './marks';
import { inOrder, packAll, unpack } from './packed-rows';
import type { SecondRow, StoredSession } from './records';
import { reseal } from './reseal';
import { allOf, type Progress, type RowKey, type Schema } from './schema';
import { SealedRecords } from './sealed-records';
import { alone, aloneWithAll, reading } from './session-locks';
import { storageError } from './storage-error';
import { deleteOrphans, deleteSession, EVERYTHING, isInTheClear, isKeyGone } from './tidy';

type Trash = IDBPObjectStore<Schema, ['trash'], 'trash', 'readwrite'>;

/** Chunks at a time when rows are read: a few dozen KB. */
const CHUNKS = 16;

/**
 * Sessions and their rows in IndexedDB, on this machine only, each sealed with a key of its own that goes when it is deleted.
 * Every method throws an Error with a sentence for the user.
 */
export class SessionStore {
  private readonly connection: Connection;
  private readonly records = new SealedRecords();

  private constructor(connection: Connection) {
    this.connection = connection;
  }

  static async open(): Promise<SessionStore> {
    const connection = new Connection();
    await explained(connection.get());
    return new SessionStore(connection);
  }

  close(): void {
    this.connection.close();
  }

  /** Writes rows and the session they belong to, all or nothing. Their seconds must not be there already. */
  async write(session: StoredSession, rows: readonly SecondRow[]): Promise<void> {
    await this.useAlone(session.id, async (db) => {
      const key = await this.keyOf(db, session.id);
      const sealed = await this.records.session(key, session);
      const packed = await this.records.chunks(key, packAll(rows));
      const transaction = db.transaction(['sessions', 'chunks'], 'readwrite');
      const chunks = transaction.objectStore('chunks');
      const writes: Promise<unknown>[] = packed.map((chunk) => chunks.put(chunk));
      await Promise.all([...writes, transaction.objectStore('sessions').put(sealed), transaction.done]);
    });
  }

  /**
   * Notes that a session is being recorded from these documents' pages: from here on {@link append} may write it. After a
   * break it goes on where it was.
   */
  async begin(id: string, documents: readonly string[], lastAt: number): Promise<void> {
    await this.useAlone(id, (db) => db.put('progress', { id, documents, lastAt }));
  }

  /**
   * Adds rows to a session that is being recorded, all or nothing.
   *
   * @param session where anything of it changed but `lastAt`; null: as it was
   * @returns false, and writes nothing, where the session was deleted meanwhile.
   */
  append(
    id: string,
    session: StoredSession | null,
    rows: readonly SecondRow[],
    state: Omit<Progress, 'id'>,
  ): Promise<boolean> {
    return this.useAlone(id, async (db) => {
      if ((await db.getKey('progress', id)) === undefined) return false;
      const key = await this.records.keyOf(db, id);
      if (!key) return false;
      // Nothing but the database may be waited for within a transaction.
      const sealed = session && (await this.records.session(key, session));
      const packed = await this.records.chunks(key, packAll(rows));
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

  /** The session that a page's document was last recorded in and that never ended: its recorder went without a word. */
  async unfinished(document: string): Promise<{ progress: Progress; session: StoredSession | undefined } | null> {
    const all = await this.use((db) => db.getAll('progress'));
    const progress = all.find(({ documents }) => documents.includes(document));
    return progress ? { progress, session: await this.session(progress.id) } : null;
  }

  /** Newest first, without those that were put into the trash, and the ids of those that nobody can read. */
  async list(): Promise<{ sessions: StoredSession[]; unreadable: string[] }> {
    const ids = await this.newestFirst();
    const read = await Promise.all(ids.map((id) => this.unlessDamaged(id)));
    return {
      sessions: read.flatMap((session) => session ?? []),
      unreadable: ids.filter((_, i) => read[i] === null),
    };
  }

  /** As {@link list}, those alone that can be read. */
  async sessions(): Promise<StoredSession[]> {
    return (await this.list()).sessions;
  }

  /** The newest that can be read; undefined where there is none. */
  async newest(): Promise<StoredSession | undefined> {
    for (const id of await this.newestFirst()) {
      const session = await this.unlessDamaged(id);
      if (session) return session;
    }
    return undefined;
  }

  session(id: string): Promise<StoredSession | undefined> {
    return this.useReading(id, async (db) => {
      const [kept, progress] = await Promise.all([db.get('sessions', id), db.get('progress', id)]);
      const session = await this.records.openSession(kept);
      return session && upTo(session, progress?.lastAt);
    });
  }

  countRows(session: string): Promise<number> {
    return this.use(async (db) => {
      let rows = 0;
      for (let range = allOf(session); ; ) {
        const chunks = await db.getAll('chunks', range, CHUNKS);
        for (const { count } of chunks) rows += count;
        const last = chunks.at(-1);
        if (!last || chunks.length < CHUNKS) return rows;
        range = IDBKeyRange.bound([session, last.from], [session, []], true, false);
      }
    });
  }

  /** Up to `count` rows of a session, in order, after the row with the given key. */
  rowsAfter(session: string, after: RowKey | null, count: number): Promise<SecondRow[]> {
    return this.useReading(session, async (db) => {
      const rows: SecondRow[] = [];
      let range = after ? IDBKeyRange.bound([session, await chunkOf(db, after)], [session, []]) : allOf(session);
      while (rows.length < count) {
        const kept = await db.getAll('chunks', range, CHUNKS);
        for (let next = 0; next < kept.length && rows.length < count; ) {
          const some = kept.slice(next, next + enough(kept.slice(next), count - rows.length));
          for (const chunk of await this.records.openChunks(some))
            for (const row of unpack(chunk)) if (!after || isAfter(row, after)) rows.push(row);
          next += some.length;
        }
        const last = kept.at(-1);
        if (!last || kept.length < CHUNKS) break;
        range = IDBKeyRange.bound([session, last.from], [session, []], true, false);
      }
      return rows.slice(0, count);
    });
  }

  /** The user's marks of a session, oldest first. */
  marks(session: string): Promise<Mark[]> {
    return this.useReading(session, async (db) => this.records.openMarks(await db.getAll('marks', allOf(session))));
  }

  /** Sets a mark, or writes another word beside it. @throws Failure where the session is not there any more. */
  async setMark(mark: Mark): Promise<void> {
    await this.useAlone(mark.session, async (db) => {
      const key = await this.keyOfThere(db, mark.session);
      await db.put('marks', await this.records.mark(key, mark));
    });
  }

  async removeMark({ session, time }: Mark): Promise<void> {
    await this.useAlone(session, (db) => db.delete('marks', [session, time]));
  }

  /** What the user wrote about a session; '' where nothing. */
  async note(session: string): Promise<string> {
    return this.useReading(
      session,
      async (db) => (await this.records.openNote(await db.get('notes', session)))?.text ?? '',
    );
  }

  /** @throws Failure where the session is not there any more. */
  async setNote(note: Note): Promise<void> {
    await this.useAlone(note.session, async (db) => {
      if (!note.text) return db.delete('notes', note.session);
      const key = await this.keyOfThere(db, note.session);
      await db.put('notes', await this.records.note(key, note));
    });
  }

  /** Hides sessions from {@link sessions}, until they are taken back or {@link emptyTrash} deletes them. */
  async putInTrash(sessions: readonly string[]): Promise<void> {
    await this.trash((trash) => sessions.map((session) => trash.put({ session })));
  }

  async takeBack(sessions: readonly string[]): Promise<void> {
    await this.trash((trash) => sessions.map((session) => trash.delete(session)));
  }

  /** Deletes for good what is in the trash. @returns the sessions deleted. */
  async emptyTrash(): Promise<string[]> {
    const sessions = await this.use((db) => db.getAllKeys('trash'));
    for (const session of sessions) await this.delete(session);
    return sessions;
  }

  /** Deletes a session with all that belongs to it, also for whoever records it: nothing of before comes back. */
  async delete(session: string): Promise<void> {
    const isLast = await this.useAlone(session, (db) => deleteSession(db, this.records, session));
    if (isLast) await this.deleteEverything();
  }

  /** Deletes all of one participant of a session. */
  async deleteParticipant(session: string, participant: string): Promise<void> {
    await this.useAlone(session, (db) => reseal(db, this.records, session, participant));
  }

  /**
   * Seals what an earlier version of Facet stored in the clear, and deletes what nobody can open, what belongs to no session,
   * and keys of nothing. What fails with one session is reported, and the others go on.
   */
  async tidy(): Promise<void> {
    const known = await this.use(async (db) => [
      ...(await db.getAllKeys('sessions')),
      ...(await db.getAllKeys('keys')),
    ]);
    for (const id of new Set(known)) {
      try {
        const isGone = await this.useAlone(id, async (db) => {
          if (await isKeyGone(db, this.records, id)) return true;
          if (await isInTheClear(db, id)) await reseal(db, this.records, id);
          return false;
        });
        if (isGone) await this.delete(id);
      } catch (error) {
        report('tidying a session', error);
      }
    }
    await this.useAll(async (db) => {
      await deleteOrphans(db);
      await this.records.sweepKeys(db);
    });
  }

  /**
   * Deletes sessions of which nothing was recorded since `time`, milliseconds since the epoch, those that nobody can read
   * included. What fails with one is reported, and the others go on.
   * @returns how many.
   */
  async deleteOlder(time: number): Promise<number> {
    const begun = await this.use((db) => db.getAllFromIndex('sessions', 'byStart', IDBKeyRange.upperBound(time, true)));
    const trash = await this.use((db) => db.getAllKeys('trash'));
    let deleted = 0;
    for (const { id } of begun.filter((one) => !trash.includes(one.id))) {
      try {
        const { lastAt } = (await this.session(id).catch(() => undefined)) ?? { lastAt: 0 };
        const progress = await this.use((db) => db.get('progress', id));
        if (Math.max(lastAt, progress?.lastAt ?? 0) >= time) continue;
        await this.delete(id);
        deleted++;
      } catch (error) {
        report('deleting an old session', error);
      }
    }
    return deleted;
  }

  async deleteEverything(): Promise<void> {
    await this.useAll(async (db) => {
      const transaction = db.transaction(EVERYTHING, 'readwrite');
      await Promise.all([...EVERYTHING.map((name) => transaction.objectStore(name).clear()), transaction.done]);
      await this.records.sweepKeys(db);
      await this.connection.destroy();
    });
  }

  /** Ids of all that are not in the trash. */
  private newestFirst(): Promise<string[]> {
    return this.use(async (db) => {
      const transaction = db.transaction(['sessions', 'trash']);
      const [oldestFirst, trash] = await Promise.all([
        transaction.objectStore('sessions').index('byStart').getAllKeys(),
        transaction.objectStore('trash').getAllKeys(),
      ]);
      return oldestFirst.filter((id) => !trash.includes(id)).reverse();
    });
  }

  /** As {@link session}; null where it is damaged, which is reported: it takes no other with it. */
  private async unlessDamaged(id: string): Promise<StoredSession | undefined | null> {
    try {
      return await this.session(id);
    } catch (error) {
      if (!(error instanceof Failure && error.problem.code === 'session_damaged')) throw error;
      report('opening a session', error);
      return null;
    }
  }

  /** @throws Failure where the session's key is gone. */
  private async keyOf(db: IDBPDatabase<Schema>, session: string): Promise<string> {
    const key = await this.records.keyOf(db, session);
    if (!key) throw new Failure({ code: 'session_gone' });
    return key;
  }

  /** @throws Failure where nothing is there of the session, or its key is gone: nothing may be kept of what was deleted. */
  private async keyOfThere(db: IDBPDatabase<Schema>, session: string): Promise<string> {
    const there = (await db.getKey('sessions', session)) ?? (await db.getKey('progress', session));
    if (there === undefined) throw new Failure({ code: 'session_gone' });
    return this.keyOf(db, session);
  }

  private async use<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    const connection = this.connection;
    return explained(
      connection.get().then(async (db) => {
        try {
          return await work(db);
        } catch (error) {
          // It gave way to a deletion or a newer schema just now.
          if (!(error instanceof DOMException && error.name === 'InvalidStateError') || connection.has(db)) throw error;
          return work(await connection.get());
        }
      }),
    );
  }

  /** As {@link use}, and nobody changes that session meanwhile. */
  private useReading<T>(session: string, work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    return reading(session, () => this.use(work));
  }

  /** As {@link use}, and nobody else works with that session meanwhile. */
  private useAlone<T>(session: string, work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    return alone(session, () => this.use(work));
  }

  /** As {@link use}, and nobody else works with any session meanwhile. */
  private useAll<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    return aloneWithAll(() => this.use(work));
  }

  private async trash(change: (trash: Trash) => Promise<unknown>[]): Promise<void> {
    await this.use(async (db) => {
      const transaction = db.transaction('trash', 'readwrite');
      await Promise.all([...change(transaction.store), transaction.done]);
    });
  }
}

export function keyOf(row: SecondRow): RowKey {
  return [row.session, row.second, row.participant, row.face];
}

function upTo(session: StoredSession, lastAt = session.lastAt): StoredSession {
  return { ...session, lastAt: Math.max(lastAt, session.lastAt) };
}

/** Where the chunk begins that holds a row. */
async function chunkOf(db: IDBPDatabase<Schema>, [session, second]: RowKey): Promise<number> {
  const upToIt = IDBKeyRange.bound([session], [session, second]);
  const cursor = await db.transaction('chunks').store.openKeyCursor(upToIt, 'prev');
  return cursor ? cursor.key[1] : second;
}

function isAfter(row: SecondRow, [session, second, participant, face]: RowKey): boolean {
  return inOrder(row, { ...row, session, second, participant, face }) > 0;
}

/** How many of the chunks are to be opened, one at least, to have so many rows. */
function enough(chunks: readonly { readonly count: number }[], rows: number): number {
  let number = 0;
  for (let found = 0; number < chunks.length && found < rows; number++) found += chunks[number]!.count;
  return number;
}

async function explained<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw storageError(error);
  }
}
