import type { IDBPDatabase } from 'idb';
import { packAll, unpack } from './packed-rows';
import type { Schema } from './schema';
import type { SealedRecords } from './sealed-records';

/**
 * Seals a session anew, with another key, and without one of its participants where one is named: the old key goes, and with
 * it what the disk still has of before. Only for whoever alone changes the session.
 */
export async function reseal(
  db: IDBPDatabase<Schema>,
  records: SealedRecords,
  id: string,
  without?: string,
): Promise<void> {
  const ofIt = IDBKeyRange.bound([id], [id, []]);
  const session = await records.openSession(await db.get('sessions', id));
  if (!session) return;
  const old = await db.get('keys', id);
  const chunks = await records.openChunks(await db.getAll('chunks', ofIt));
  const rows = chunks.flatMap((chunk) => unpack(chunk)).filter(({ participant }) => participant !== without);
  const marks = await records.openMarks(await db.getAll('marks', ofIt));
  const note = await records.openNote(await db.get('notes', id));

  // Nothing but the database may be waited for within a transaction.
  const key = await records.newKey();
  const participants = session.participants.filter((one) => one.id !== without);
  const sealed = {
    session: await records.session(key, { ...session, participants }),
    chunks: await records.chunks(key, packAll(rows)),
    marks: await Promise.all(marks.map((mark) => records.mark(key, mark))),
    note: note && (await records.note(key, note)),
  };
  const transaction = db.transaction(['sessions', 'chunks', 'marks', 'notes', 'keys'], 'readwrite');
  const store = transaction.objectStore('chunks');
  await Promise.all([
    store.delete(ofIt),
    ...sealed.chunks.map((chunk) => store.put(chunk)),
    ...sealed.marks.map((mark) => transaction.objectStore('marks').put(mark)),
    sealed.note && transaction.objectStore('notes').put(sealed.note),
    transaction.objectStore('sessions').put(sealed.session),
    transaction.objectStore('keys').put({ session: id, key }),
    transaction.done,
  ]);
  await records.removeKeys([old]);
}
