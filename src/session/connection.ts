import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import { type Schema, upgrade, VERSION } from './schema';

const NAME = 'facet.sessions';

/** The database, opened when it is needed and again after it was closed from outside. */
export class Connection {
  private opening: Promise<IDBPDatabase<Schema>> | null = null;
  private current: IDBPDatabase<Schema> | null = null;

  get(): Promise<IDBPDatabase<Schema>> {
    this.opening ??= this.open();
    return this.opening;
  }

  /** Whether a database is the one that is open now. */
  has(db: IDBPDatabase<Schema>): boolean {
    return this.current === db;
  }

  close(): void {
    this.current = null;
    const { opening } = this;
    this.opening = null;
    void opening?.then(
      (db) => db.close(),
      () => undefined,
    );
  }

  /**
   * Deletes the whole database. Other connections give way; they find an empty one. Not all bytes leave the disk: of four
   * names in Chromium's files, two stood there still, 5 s later and after the browser was closed (2026-11-27). That is why
   * they are sealed (session-keys.ts).
   */
  async destroy(): Promise<void> {
    this.close();
    await deleteDB(NAME);
  }

  private async open(): Promise<IDBPDatabase<Schema>> {
    const forget = () => {
      this.opening = null;
      this.current = null;
    };
    try {
      this.current = await openDB<Schema>(NAME, VERSION, {
        upgrade,
        // Another page of ours deletes it, or brings a newer schema: give way, or it would wait for ever.
        blocking: (_current, _blocked, event) => {
          forget();
          (event.target as IDBDatabase).close();
        },
        terminated: forget,
      });
      return this.current;
    } catch (error) {
      forget();
      throw error;
    }
  }
}
