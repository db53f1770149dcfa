import type { Mark, Note } from './marks';
import type { SecondRow, StoredSession } from './records';
import type { Progress, RowKey } from './schema';
import { Access } from './store/access';
import * as deletion from './store/deletion';
import * as reading from './store/reading';
import * as recording from './store/recording';
import * as words from './store/words';

/**
 * Sessions and their rows in IndexedDB, on this machine only, each sealed with a key of its own that goes when it is deleted.
 * What each method does stands with its function. All throw an Error with a sentence for the user.
 */
export class SessionStore {
  private constructor(private readonly access: Access) {}

  static async open(): Promise<SessionStore> {
    return new SessionStore(await Access.open());
  }

  close(): void {
    this.access.close();
  }

  write(session: StoredSession, rows: readonly SecondRow[]): Promise<void> {
    return recording.write(this.access, session, rows);
  }

  begin(id: string, documents: readonly string[], lastAt: number): Promise<void> {
    return recording.begin(this.access, id, documents, lastAt);
  }

  append(
    id: string,
    session: StoredSession | null,
    rows: readonly SecondRow[],
    state: Omit<Progress, 'id'>,
  ): Promise<boolean> {
    return recording.append(this.access, id, session, rows, state);
  }

  unfinished(document: string): Promise<recording.Left | null> {
    return recording.unfinished(this.access, document);
  }

  list(): Promise<reading.Listed> {
    return reading.list(this.access);
  }

  /** As {@link list}, those alone that can be read. */
  async sessions(): Promise<StoredSession[]> {
    return (await this.list()).sessions;
  }

  newest(): Promise<StoredSession | undefined> {
    return reading.newest(this.access);
  }

  session(id: string): Promise<StoredSession | undefined> {
    return reading.session(this.access, id);
  }

  countRows(session: string): Promise<number> {
    return reading.countRows(this.access, session);
  }

  rowsAfter(session: string, after: RowKey | null, count: number): Promise<SecondRow[]> {
    return reading.rowsAfter(this.access, session, after, count);
  }

  marks(session: string): Promise<Mark[]> {
    return words.marks(this.access, session);
  }

  setMark(mark: Mark): Promise<void> {
    return words.setMark(this.access, mark);
  }

  removeMark(mark: Mark): Promise<void> {
    return words.removeMark(this.access, mark);
  }

  note(session: string): Promise<string> {
    return words.note(this.access, session);
  }

  setNote(note: Note): Promise<void> {
    return words.setNote(this.access, note);
  }

  putInTrash(sessions: readonly string[]): Promise<void> {
    return deletion.putInTrash(this.access, sessions);
  }

  takeBack(sessions: readonly string[]): Promise<string[]> {
    return deletion.takeBack(this.access, sessions);
  }

  emptyTrash(which: Parameters<typeof deletion.emptyTrash>[1]): Promise<string[]> {
    return deletion.emptyTrash(this.access, which);
  }

  async delete(session: string): Promise<void> {
    await deletion.deleteOne(this.access, session);
  }

  deleteParticipant(session: string, participant: string): Promise<void> {
    return deletion.deleteParticipant(this.access, session, participant);
  }

  deleteOlder(time: number): Promise<number> {
    return deletion.deleteOlder(this.access, time);
  }

  deleteEverything(): Promise<void> {
    return deletion.deleteEverything(this.access);
  }

  tidy(): Promise<void> {
    return deletion.tidy(this.access);
  }
}
