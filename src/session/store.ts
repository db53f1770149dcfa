import { type IDBPDatabase, openDB } from 'idb';
import type { SecondRow, StoredSession } from './records';
import { type RowKey, type Schema, upgrade, VERSION } from './schema';
import { storageError } from './storage-error';

const NAME = 'facet.sessions';

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

  /** Newest first. */
  async sessions(): Promise<StoredSession[]> {
    const oldestFirst = await explained(this.#db.getAllFromIndex('sessions', 'byStart'));
    return oldestFirst.reverse();
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

  /** Deletes a session with its rows. One that is still being recorded starts over from now. */
  async delete(session: string): Promise<void> {
    const deleting = async () => {
      const transaction = this.#db.transaction(['sessions', 'rows'], 'readwrite');
      await Promise.all([
        transaction.objectStore('rows').delete(allOf(session)),
        transaction.objectStore('sessions').delete(session),
        transaction.done,
      ]);
    };
    await explained(deleting());
  }

  async deleteEverything(): Promise<void> {
    const deleting = async () => {
      const transaction = this.#db.transaction(['sessions', 'rows'], 'readwrite');
      await Promise.all([
        transaction.objectStore('rows').clear(),
        transaction.objectStore('sessions').clear(),
        transaction.done,
      ]);
    };
    await explained(deleting());
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
