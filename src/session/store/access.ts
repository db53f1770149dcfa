import type { IDBPDatabase } from 'idb';
import { Failure } from '../../problem';
import { Connection } from '../connection';
import type { Schema } from '../schema';
import { SealedRecords } from '../sealed-records';
import { alone, aloneWithAll, reading } from '../session-locks';
import { storageError } from '../storage-error';

export type Database = IDBPDatabase<Schema>;

/** The one way to what is stored: the database, what its records are sealed with, and who may work with them at a time. */
export class Access {
  private readonly connection = new Connection();
  readonly records = new SealedRecords();

  /** @throws Failure where the database cannot be opened. */
  static async open(): Promise<Access> {
    const access = new Access();
    await explained(access.connection.get());
    return access;
  }

  close(): void {
    this.connection.close();
  }

  /** Deletes the whole database. */
  destroy(): Promise<void> {
    return this.connection.destroy();
  }

  /** Works with the database, which is opened again where it was closed from outside. @throws Failure. */
  async use<T>(work: (db: Database) => Promise<T>): Promise<T> {
    const { connection } = this;
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
  useReading<T>(session: string, work: (db: Database) => Promise<T>): Promise<T> {
    return reading(session, () => this.use(work));
  }

  /** As {@link use}, and nobody else works with that session meanwhile. */
  useAlone<T>(session: string, work: (db: Database) => Promise<T>): Promise<T> {
    return alone(session, () => this.use(work));
  }

  /** As {@link use}, and nobody else works with any session meanwhile. */
  useAll<T>(work: (db: Database) => Promise<T>): Promise<T> {
    return aloneWithAll(() => this.use(work));
  }

  /**
   * The key to seal a session's records with, a new one where it has none yet. Only for whoever alone works with the session.
   * @throws Failure where the session's key is gone.
   */
  async keyOf(db: Database, session: string): Promise<string> {
    const key = await this.records.keyOf(db, session);
    if (!key) throw new Failure({ code: 'session_gone' });
    return key;
  }
}

async function explained<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw storageError(error);
  }
}
