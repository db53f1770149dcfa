import { Failure } from '../../problem';
import type { Mark, Note } from '../marks';
import { allOf } from '../schema';
import type { Access, Database } from './access';

/** The user's marks of a session, oldest first. */
export function marks(access: Access, session: string): Promise<Mark[]> {
  return access.useReading(session, async (db) => access.records.openMarks(await db.getAll('marks', allOf(session))));
}

/** Sets a mark, or writes another word beside it. @throws Failure where the session is not there any more. */
export async function setMark(access: Access, mark: Mark): Promise<void> {
  await access.useAlone(mark.session, async (db) => {
    const key = await keyOfThere(access, db, mark.session);
    await db.put('marks', await access.records.mark(key, mark));
  });
}

export async function removeMark(access: Access, { session, time }: Mark): Promise<void> {
  await access.useAlone(session, (db) => db.delete('marks', [session, time]));
}

/** What the user wrote about a session; '' where nothing. */
export function note(access: Access, session: string): Promise<string> {
  return access.useReading(
    session,
    async (db) => (await access.records.openNote(await db.get('notes', session)))?.text ?? '',
  );
}

/** @throws Failure where the session is not there any more. */
export async function setNote(access: Access, written: Note): Promise<void> {
  await access.useAlone(written.session, async (db) => {
    if (!written.text) return db.delete('notes', written.session);
    const key = await keyOfThere(access, db, written.session);
    await db.put('notes', await access.records.note(key, written));
  });
}

/** @throws Failure where nothing is there of the session, or its key is gone: nothing may be kept of what was deleted. */
async function keyOfThere(access: Access, db: Database, session: string): Promise<string> {
  const there = (await db.getKey('sessions', session)) ?? (await db.getKey('progress', session));
  if (there === undefined) throw new Failure({ code: 'session_gone' });
  return access.keyOf(db, session);
}
