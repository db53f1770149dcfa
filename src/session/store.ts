import type { IDBPDatabase, IDBPObjectStore } from 'idb';
import { Connection } from './connection';
import type { Mark, Note } from './marks';
import { inOrder, packAll, unpack } from './packed-rows';
import type { SecondRow, StoredSession } from './records';
import { reseal } from './reseal';
import type { Progress, RowKey, Schema } from './schema';
import { SealedRecords } from './sealed-records';
import { storageError } from './storage-error';

/** All that a session leaves goes with it. */
const EVERYTHING = ['sessions', 'chunks', 'progress', 'marks', 'notes', 'keys', 'trash'] as const;

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
      const key = await this.records.keyOf(db, session.id);
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
    await this.use((db) => db.put('progress', { id, documents, lastAt }));
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
      // Nothing but the database may be waited for within a transaction.
      const key = await this.records.keyOf(db, id);
      const sealed = session && (await this.records.session(key, session));
      const packed = await this.records.chunks(key, packAll(rows));
      const transaction = db.transaction(['sessions', 'chunks', 'progress'], 'readwrite');
      const progress = transaction.objectStore('progress');
      const isThere = (await progress.getKey(id)) !== undefined;
      const writes: Promise<unknown>[] = [transaction.done];
      if (isThere) {
        writes.push(progress.put({ ...state, id }));
        for (const chunk of packed) writes.push(transaction.objectStore('chunks').put(chunk));
        if (sealed) writes.push(transaction.objectStore('sessions').put(sealed));
      }
      await Promise.all(writes);
      return isThere;
    });
  }

  /** The session that a page's document was last recorded in and that never ended: its recorder went without a word. */
  async unfinished(document: string): Promise<{ progress: Progress; session: StoredSession | undefined } | null> {
    return this.use(async (db) => {
      const progress = (await db.getAll('progress')).find(({ documents }) => documents.includes(document));
      return progress
        ? { progress, session: await this.records.openSession(await db.get('sessions', progress.id)) }
        : null;
    });
  }

  /** Newest first, without those that were put into the trash. */
  async sessions(): Promise<StoredSession[]> {
    return this.use(async (db) => {
      const transaction = db.transaction(['sessions', 'progress', 'trash']);
      const [oldestFirst, progress, trash] = await Promise.all([
        transaction.objectStore('sessions').index('byStart').getAll(),
        transaction.objectStore('progress').getAll(),
        transaction.objectStore('trash').getAllKeys(),
      ]);
      const lastAt = new Map(progress.map((one) => [one.id, one.lastAt]));
      const kept = oldestFirst.filter(({ id }) => !trash.includes(id)).reverse();
      const sessions = await Promise.all(kept.map((one) => this.records.openSession(one)));
      return sessions.flatMap((session) => (session ? upTo(session, lastAt.get(session.id)) : []));
    });
  }

  session(id: string): Promise<StoredSession | undefined> {
    return this.use(async (db) => {
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
    return this.use(async (db) => {
      const rows: SecondRow[] = [];
      let range = after ? IDBKeyRange.bound([session, await chunkOf(db, after)], [session, []]) : allOf(session);
      while (rows.length < count) {
        const chunks = await db.getAll('chunks', range, CHUNKS);
        for (const chunk of await this.records.openChunks(chunks)) {
          for (const row of unpack(chunk)) if (!after || isAfter(row, after)) rows.push(row);
          if (rows.length >= count) break;
        }
        const last = chunks.at(-1);
        if (!last || chunks.length < CHUNKS) break;
        range = IDBKeyRange.bound([session, last.from], [session, []], true, false);
      }
      return rows.slice(0, count);
    });
  }

  /** The user's marks of a session, oldest first. */
  marks(session: string): Promise<Mark[]> {
    return this.use(async (db) => this.records.openMarks(await db.getAll('marks', allOf(session))));
  }

  /** Sets a mark, or writes another word beside it. */
  async setMark(mark: Mark): Promise<void> {
    await this.useAlone(mark.session, async (db) => {
      const key = await this.records.keyOf(db, mark.session);
      await db.put('marks', await this.records.mark(key, mark));
    });
  }

  async removeMark({ session, time }: Mark): Promise<void> {
    await this.use((db) => db.delete('marks', [session, time]));
  }

  /** What the user wrote about a session; '' where nothing. */
  async note(session: string): Promise<string> {
    return this.use(async (db) => (await this.records.openNote(await db.get('notes', session)))?.text ?? '');
  }

  async setNote(note: Note): Promise<void> {
    await this.useAlone(note.session, async (db) => {
      if (!note.text) return db.delete('notes', note.session);
      const key = await this.records.keyOf(db, note.session);
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
    const isLast = await this.useAlone(session, async (db) => {
      // First: what an end between here and there leaves can be opened by nobody.
      await this.records.removeKeys([await db.get('keys', session)]);
      const transaction = db.transaction(EVERYTHING, 'readwrite');
      const [sessions, progress] = [transaction.objectStore('sessions'), transaction.objectStore('progress')];
      await Promise.all([
        ...(['chunks', 'marks'] as const).map((name) => transaction.objectStore(name).delete(allOf(session))),
        ...(['sessions', 'progress', 'notes', 'keys', 'trash'] as const).map((name) =>
          transaction.objectStore(name).delete(session),
        ),
      ]);
      const left = (await sessions.count()) + (await progress.count());
      await transaction.done;
      return left === 0;
    });
    if (isLast) await this.deleteEverything();
  }

  /** Deletes all of one participant of a session. */
  async deleteParticipant(session: string, participant: string): Promise<void> {
    await this.useAlone(session, (db) => reseal(db, this.records, session, participant));
  }

  /** Seals what an earlier version of Facet stored in the clear, and removes keys that nothing is sealed with. */
  async tidy(): Promise<void> {
    const all = await this.use((db) => db.getAll('sessions'));
    for (const one of all)
      if (!('sealed' in one)) await this.useAlone(one.id, (db) => reseal(db, this.records, one.id));
    await this.use((db) => this.records.sweepKeys(db));
  }

  /** Deletes sessions of which nothing was recorded since `time`, milliseconds since the epoch. @returns how many. */
  async deleteOlder(time: number): Promise<number> {
    const all = await this.sessions();
    const old = all.filter(({ lastAt }) => lastAt < time);
    for (const { id } of old) await this.delete(id);
    return old.length;
  }

  async deleteEverything(): Promise<void> {
    await this.use(async (db) => {
      await this.records.removeKeys(await db.getAll('keys'));
      const transaction = db.transaction(EVERYTHING, 'readwrite');
      await Promise.all([...EVERYTHING.map((name) => transaction.objectStore(name).clear()), transaction.done]);
    });
    await explained(this.connection.destroy());
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

  /** As {@link use}, and nobody else changes that session meanwhile, in whichever of Facet's contexts. */
  private async useAlone<T>(session: string, work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    const turn = navigator.locks.request<Promise<T>>(`facet.session ${session}`, () => this.use(work));
    return await turn;
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

/** In IndexedDB's order an array sorts after every number and string, so [id, []] ends the keys that begin with id. */
function allOf(session: string): IDBKeyRange {
  return IDBKeyRange.bound([session], [session, []]);
}

async function explained<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw storageError(error);
  }
}
