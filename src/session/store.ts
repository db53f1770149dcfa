import { type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb';
import type { Mark, Note } from './marks';
import type { SecondRow, StoredSession } from './records';
import { type RowKey, type Schema, upgrade, VERSION } from './schema';
import { storageError } from './storage-error';

const NAME = 'facet.sessions';
const EVERYTHING = ['sessions', 'rows', 'marks', 'notes', 'trash'] as const;

type Trash = IDBPObjectStore<Schema, ['trash'], 'trash', 'readwrite'>;

/** Sessions and their rows in IndexedDB, on this machine only. Every method throws an Error with a sentence for the user. */
export class SessionStore {
  readonly #db: IDBPDatabase<Schema>;

  private constructor(db: IDBPDatabase<Schema>) {
    this.#db = db;
  }

  static async open(): Promise<SessionStore> {
    const db = await explained(
      openDB<Schema>(NAME, VERSION, {
        upgrade,
        // Another page of ours brings a newer schema: give way, or it would wait for ever.
        blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
      }),
    );
    return new SessionStore(db);
  }

  close(): void {
    this.#db.close();
  }

  /** Writes rows and the session they belong to, all or nothing. A row that is there already is replaced. */
  async write(session: StoredSession, rows: readonly SecondRow[]): Promise<void> {
    const writing = async () => {
      const transaction = this.#db.transaction(['sessions', 'rows'], 'readwrite');
      const store = transaction.objectStore('rows');
      const requests: Promise<unknown>[] = rows.map((row) => store.put(row));
      requests.push(transaction.objectStore('sessions').put(session), transaction.done);
      await Promise.all(requests);
    };
    await explained(writing());
  }

  /** Newest first, without those that were put into the trash. */
  async sessions(): Promise<StoredSession[]> {
    const reading = async () => {
      const transaction = this.#db.transaction(['sessions', 'trash']);
      const [oldestFirst, trash] = await Promise.all([
        transaction.objectStore('sessions').index('byStart').getAll(),
        transaction.objectStore('trash').getAllKeys(),
      ]);
      return oldestFirst.filter(({ id }) => !trash.includes(id)).reverse();
    };
    return explained(reading());
  }

  session(id: string): Promise<StoredSession | undefined> {
    return explained(this.#db.get('sessions', id));
  }

  countRows(session: string): Promise<number> {
    return explained(this.#db.count('rows', allOf(session)));
  }

  /** Up to `count` rows of a session, in order, after the row with the given key. */
  rowsAfter(session: string, after: RowKey | null, count: number): Promise<SecondRow[]> {
    return explained(this.#db.getAll('rows', after ? restOf(session, after) : allOf(session), count));
  }

  /** The user's marks of a session, oldest first. */
  marks(session: string): Promise<Mark[]> {
    return explained(this.#db.getAll('marks', allOf(session)));
  }

  /** Sets a mark, or writes another word beside it. */
  async setMark(mark: Mark): Promise<void> {
    await explained(this.#db.put('marks', mark));
  }

  async removeMark({ session, time }: Mark): Promise<void> {
    await explained(this.#db.delete('marks', [session, time]));
  }

  /** What the user wrote about a session; '' where nothing. */
  async note(session: string): Promise<string> {
    return (await explained(this.#db.get('notes', session)))?.text ?? '';
  }

  async setNote(note: Note): Promise<void> {
    await explained<unknown>(note.text ? this.#db.put('notes', note) : this.#db.delete('notes', note.session));
  }

  /** Hides sessions from {@link sessions}, until they are taken back or {@link emptyTrash} deletes them. */
  async putInTrash(sessions: readonly string[]): Promise<void> {
    await this.#trash((trash) => sessions.map((session) => trash.put({ session })));
  }

  async takeBack(sessions: readonly string[]): Promise<void> {
    await this.#trash((trash) => sessions.map((session) => trash.delete(session)));
  }

  /** Deletes for good what is in the trash. @returns the sessions deleted. */
  async emptyTrash(): Promise<string[]> {
    const sessions = await explained(this.#db.getAllKeys('trash'));
    for (const session of sessions) await this.delete(session);
    return sessions;
  }

  /** Deletes a session with all that belongs to it. One that is still being recorded starts over from now. */
  async delete(session: string): Promise<void> {
    const deleting = async () => {
      const transaction = this.#db.transaction(EVERYTHING, 'readwrite');
      await Promise.all([
        ...(['rows', 'marks'] as const).map((name) => transaction.objectStore(name).delete(allOf(session))),
        ...(['sessions', 'notes', 'trash'] as const).map((name) => transaction.objectStore(name).delete(session)),
        transaction.done,
      ]);
    };
    await explained(deleting());
  }

  async deleteEverything(): Promise<void> {
    const deleting = async () => {
      const transaction = this.#db.transaction(EVERYTHING, 'readwrite');
      await Promise.all([...EVERYTHING.map((name) => transaction.objectStore(name).clear()), transaction.done]);
    };
    await explained(deleting());
  }

  async #trash(change: (trash: Trash) => Promise<unknown>[]): Promise<void> {
    const changing = async () => {
      const transaction = this.#db.transaction('trash', 'readwrite');
      await Promise.all([...change(transaction.store), transaction.done]);
    };
    await explained(changing());
  }
}

export function keyOf(row: SecondRow): RowKey {
  return [row.session, row.second, row.participant, row.face];
}

/** In IndexedDB's order an array sorts after every number and string, so [id, []] ends the keys that begin with id. */
function allOf(session: string): IDBKeyRange {
  return IDBKeyRange.bound([session], [session, []]);
}

function restOf(session: string, after: RowKey): IDBKeyRange {
  return IDBKeyRange.bound(after, [session, []], true, false);
}

async function explained<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw storageError(error);
  }
}
