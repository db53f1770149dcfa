import type { IDBPDatabase } from 'idb';
import { type Chunk, packAll, unpack } from './packed-rows';
import { allOf, type Schema } from './schema';
import type { SealedRecords } from './sealed-records';

/**
 * Seals a session anew, with another key, and without one of its participants where one is named: the old key goes, and with
 * it what the disk still has of before. Only for whoever alone works with the session.
 */
export async function reseal(
  db: IDBPDatabase<Schema>,
  records: SealedRecords,
  id: string,
  without?: string,
): Promise<void> {
  const session = await records.openSession(await db.get('sessions', id));
  if (!session) return;
  const old = await db.get('keys', id);
  const key = await records.newKey();
  try {
    // Nothing but the database may be waited for within a transaction.
    const participants = session.participants.filter((one) => one.id !== without);
    const sealed = await records.session(key, { ...session, participants });
    const chunks: Schema['chunks']['value'][] = [];
    // One by one, so that a long session neither fills the memory nor stops the readings of the call that goes on.
    for (const at of await db.getAllKeys('chunks', allOf(id))) {
      const [chunk] = await records.openChunks(await db.getAll('chunks', at));
      if (chunk) chunks.push(...(await records.chunks(key, leftOf(chunk, without))));
    }
    const marks = await records.openMarks(await db.getAll('marks', allOf(id)));
    const sealedMarks = await Promise.all(marks.map((mark) => records.mark(key, mark)));
    const note = await records.openNote(await db.get('notes', id));
    const sealedNote = note && (await records.note(key, note));

    // On the disk before the old key goes: nobody could open what the disk had instead.
    const stores = ['sessions', 'chunks', 'marks', 'notes', 'keys'] as const;
    const transaction = db.transaction(stores, 'readwrite', { durability: 'strict' });
    const store = transaction.objectStore('chunks');
    await Promise.all([
      store.delete(allOf(id)),
      ...chunks.map((chunk) => store.put(chunk)),
      ...sealedMarks.map((mark) => transaction.objectStore('marks').put(mark)),
      sealedNote && transaction.objectStore('notes').put(sealedNote),
      transaction.objectStore('sessions').put(sealed),
      transaction.objectStore('keys').put({ session: id, key }),
      transaction.done,
    ]);
  } catch (error) {
    await records.removeKeys([{ key }]);
    throw error;
  }
  await records.removeKeys([old]);
}

/** What is left of a chunk without somebody: itself where it has nothing of them. */
function leftOf(chunk: Chunk, without: string | undefined): Chunk[] {
  if (without === undefined || !chunk.participants.includes(without)) return [chunk];
  return packAll(unpack(chunk).filter(({ participant }) => participant !== without));
}
