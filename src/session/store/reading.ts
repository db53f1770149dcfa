import { Failure } from '../../problem';
import { report } from '../../report';
import { inOrder, unpack } from '../packed-rows';
import { LATEST, type SecondRow, type StoredSession } from '../records';
import { allOf, type RowKey } from '../schema';
import type { Access, Database } from './access';

/** Chunks at a time when rows are read: a few dozen KB. */
const CHUNKS = 16;

/** Both newest first, without those that were put into the trash. */
export interface Listed {
  readonly sessions: StoredSession[];
  /** Those that nobody can read any more: what is stored of them is damaged, or their key was lost. */
  readonly unreadable: Pick<StoredSession, 'id' | 'startedAt'>[];
}

export async function list(access: Access): Promise<Listed> {
  const ids = await newestFirst(access);
  const read = await Promise.all(ids.map((id) => unlessDamaged(access, id)));
  const damaged = await access.use((db) =>
    Promise.all(ids.filter((_, i) => read[i] === null).map((id) => db.get('sessions', id))),
  );
  return {
    sessions: read.flatMap((one) => one ?? []),
    unreadable: damaged.flatMap((one) => (one ? [{ id: one.id, startedAt: Math.min(LATEST, one.startedAt) }] : [])),
  };
}

/** The newest that can be read; undefined where there is none. */
export async function newest(access: Access): Promise<StoredSession | undefined> {
  for (const id of await newestFirst(access)) {
    const found = await unlessDamaged(access, id);
    if (found) return found;
  }
  return undefined;
}

/** @throws Failure where what is stored of it is damaged, or its key was lost. */
export function session(access: Access, id: string): Promise<StoredSession | undefined> {
  return access.useReading(id, async (db) => {
    const [kept, progress] = await Promise.all([db.get('sessions', id), db.get('progress', id)]);
    const opened = await access.records.openSession(kept);
    return opened && upTo(opened, progress?.lastAt);
  });
}

export function countRows(access: Access, id: string): Promise<number> {
  return access.use(async (db) => {
    let rows = 0;
    for (let range = allOf(id); ; ) {
      const chunks = await db.getAll('chunks', range, CHUNKS);
      for (const { count } of chunks) rows += count;
      const last = chunks.at(-1);
      if (!last || chunks.length < CHUNKS) return rows;
      range = IDBKeyRange.bound([id, last.from], [id, []], true, false);
    }
  });
}

/** Up to `count` rows of a session, in order, after the row with the given key. */
export function rowsAfter(access: Access, id: string, after: RowKey | null, count: number): Promise<SecondRow[]> {
  return access.useReading(id, async (db) => {
    const rows: SecondRow[] = [];
    let range = after ? IDBKeyRange.bound([id, await chunkOf(db, after)], [id, []]) : allOf(id);
    while (rows.length < count) {
      const kept = await db.getAll('chunks', range, CHUNKS);
      for (let next = 0; next < kept.length && rows.length < count; ) {
        const some = kept.slice(next, next + enough(kept.slice(next), count - rows.length));
        for (const chunk of await access.records.openChunks(some))
          for (const row of unpack(chunk)) if (!after || isAfter(row, after)) rows.push(row);
        next += some.length;
      }
      const last = kept.at(-1);
      if (!last || kept.length < CHUNKS) break;
      range = IDBKeyRange.bound([id, last.from], [id, []], true, false);
    }
    return rows.slice(0, count);
  });
}

export function keyOf(row: SecondRow): RowKey {
  return [row.session, row.second, row.participant, row.face];
}

/** Ids of all that are not in the trash. */
export function newestFirst(access: Access): Promise<string[]> {
  return access.use(async (db) => {
    const transaction = db.transaction(['sessions', 'trash']);
    const [oldestFirst, trash] = await Promise.all([
      transaction.objectStore('sessions').index('byStart').getAllKeys(),
      transaction.objectStore('trash').getAllKeys(),
    ]);
    return oldestFirst.filter((id) => !trash.includes(id)).reverse();
  });
}

/** As {@link session}; null where it is damaged, which is reported: it takes no other with it. */
export async function unlessDamaged(access: Access, id: string): Promise<StoredSession | undefined | null> {
  try {
    return await session(access, id);
  } catch (error) {
    if (!(error instanceof Failure && error.problem.code === 'session_damaged')) throw error;
    report('opening a session', error);
    return null;
  }
}

function upTo(found: StoredSession, lastAt = found.lastAt): StoredSession {
  return { ...found, lastAt: Math.max(lastAt, found.lastAt) };
}

/** Where the chunk begins that holds a row. */
async function chunkOf(db: Database, [id, second]: RowKey): Promise<number> {
  const upToIt = IDBKeyRange.bound([id], [id, second]);
  const cursor = await db.transaction('chunks').store.openKeyCursor(upToIt, 'prev');
  return cursor ? cursor.key[1] : second;
}

function isAfter(row: SecondRow, [id, second, participant, face]: RowKey): boolean {
  return inOrder(row, { ...row, session: id, second, participant, face }) > 0;
}

/** How many of the chunks are to be opened, one at least, to have so many rows. */
function enough(chunks: readonly { readonly count: number }[], rows: number): number {
  let number = 0;
  for (let found = 0; number < chunks.length && found < rows; number++) found += chunks[number]!.count;
  return number;
}
