import type { IDBPDatabase } from 'idb';
import * as v from 'valibot';
import { Failure } from '../problem';
import type { Mark, Note } from './marks';
import type { Chunk } from './packed-rows';
import { LATEST, type StoredSession } from './records';
import type { Schema } from './schema';
import { Sealing } from './sealed';
import { isGone } from './session-keys';

const time = v.pipe(v.number(), v.minValue(-LATEST), v.maxValue(LATEST));
/** What every reader of a session relies on. */
const SESSION = v.looseObject({
  id: v.string(),
  startedAt: time,
  lastAt: time,
  participants: v.array(
    v.looseObject({ id: v.string(), names: v.array(v.looseObject({ name: v.string(), from: v.number() })) }),
  ),
});

type KeptSession = Schema['sessions']['value'];
type KeptChunk = Schema['chunks']['value'];

/** A session's records, sealed and opened: what of each the database must know stays readable. */
export class SealedRecords {
  private readonly sealing = new Sealing();

  /**
   * The key to seal a session's records with; a new one where it has none yet. Only for whoever alone works with the session.
   * @returns undefined where its key is lost: nothing can be added to it.
   */
  async keyOf(db: IDBPDatabase<Schema>, session: string): Promise<string | undefined> {
    const known = await db.get('keys', session);
    if (known) return (await this.hasKey(known.key)) ? known.key : undefined;
    const key = await this.newKey();
    try {
      const transaction = db.transaction('keys', 'readwrite', { durability: 'strict' });
      await Promise.all([transaction.store.put({ session, key }), transaction.done]);
    } catch (error) {
      await this.removeKeys([{ key }]);
      throw error;
    }
    return key;
  }

  hasKey(key: string): Promise<boolean> {
    return this.sealing.keys.has(key);
  }

  newKey(): Promise<string> {
    return this.sealing.keys.create();
  }

  /** For good: nobody opens what was sealed with them any more. */
  async removeKeys(keys: readonly ({ readonly key: string } | undefined)[]): Promise<void> {
    for (const one of keys) if (one) await this.sealing.keys.remove(one.key);
  }

  /** Removes the keys that no session has. Only for whoever alone works with all of them. */
  async sweepKeys(db: IDBPDatabase<Schema>): Promise<void> {
    await this.sealing.keys.sweep(new Set((await db.getAll('keys')).map(({ key }) => key)));
  }

  session(key: string, session: StoredSession): Promise<KeptSession> {
    return this.sealing.seal(key, session, ['id', 'startedAt']);
  }

  /**
   * @throws Failure where its key is lost (of what is deleted, the record goes before the key), or it is not what was stored.
   */
  async openSession(kept: KeptSession | undefined): Promise<StoredSession | undefined> {
    if (!kept) return undefined;
    let cause: unknown;
    try {
      const opened = await this.sealing.open(kept);
      if (v.is(SESSION, opened)) return opened;
    } catch (error) {
      // A storage that fails may answer the next time.
      if (error instanceof DOMException && !isGone(error) && error.name !== 'OperationError') throw error;
      cause = error;
    }
    throw new Failure({ code: 'session_damaged' }, { cause });
  }

  chunks(key: string, chunks: readonly Chunk[]): Promise<KeptChunk[]> {
    return Promise.all(chunks.map((chunk) => this.sealing.seal(key, chunk, ['session', 'from', 'count'])));
  }

  openChunks(kept: readonly KeptChunk[]): Promise<Chunk[]> {
    return Promise.all(kept.map((chunk) => this.sealing.open(chunk)));
  }

  mark(key: string, mark: Mark): Promise<Schema['marks']['value']> {
    return this.sealing.seal(key, mark, ['session', 'time']);
  }

  openMarks(kept: readonly Schema['marks']['value'][]): Promise<Mark[]> {
    return Promise.all(kept.map((mark) => this.sealing.open(mark)));
  }

  note(key: string, note: Note): Promise<Schema['notes']['value']> {
    return this.sealing.seal(key, note, ['session']);
  }

  async openNote(kept: Schema['notes']['value'] | undefined): Promise<Note | undefined> {
    return kept && this.sealing.open(kept);
  }
}
