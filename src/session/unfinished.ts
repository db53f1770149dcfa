import { report } from '../report';
import { SessionClock } from './clock';
import type { RecordedParticipant, SessionInfo } from './records';
import { SessionStore } from './store';

/** A session whose recorder went without a word, as a crash does, and which may go on: one call is one session. */
export interface Unfinished {
  readonly session: SessionInfo;
  readonly participants: readonly RecordedParticipant[];
  /** The pages' documents that it was recorded from, in the order they came. */
  readonly documents: readonly string[];
  /** The session's clock, going on from now. */
  clock(): SessionClock;
}

/** The unfinished session of a page's document; null where there is none, or where the storage cannot be read. */
export async function unfinishedOf(document: string): Promise<Unfinished | null> {
  try {
    const store = await SessionStore.open();
    try {
      const found = await store.unfinished(document);
      if (!found) return null;
      const { progress, session } = found;
      const { lastAt, participants, clockJumps = [], ...info } = session;
      return {
        session: info,
        participants,
        documents: progress.documents,
        clock() {
          const ahead = clockJumps.reduce((sum, { by }) => sum + by, 0);
          // Seconds that are stored must not come again, whatever the clock did in the break.
          const next = Math.max(lastAt, progress.lastAt) + 1000;
          return new SessionClock(Math.max(next, Date.now() - ahead), undefined, clockJumps);
        },
      };
    } finally {
      store.close();
    }
  } catch (error) {
    // The recorder meets the same, and says so.
    report('looking for unfinished sessions', error);
    return null;
  }
}
