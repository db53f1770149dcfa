import { send } from '../../bridge/requests';
import { Failure } from '../../problem';
import type { Mark } from '../../session/marks';
import { readSeconds } from '../../session/read-seconds';
import type { StoredSession } from '../../session/records';
import { type Timeline, timelineOf } from '../../session/timeline';
import { withStore } from './with-store';

/** A session with all that its page shows. */
export interface LoadedSession {
  readonly session: StoredSession;
  readonly timeline: Timeline;
  readonly marks: readonly Mark[];
  readonly note: string;
}

/** Rows per step: some tens of milliseconds of work, while the page shows that it is loading. */
const BATCH = 12_000;

/** @throws an Error with a sentence for the user, or the signal's reason. */
export async function loadSession(id: string, signal: AbortSignal): Promise<LoadedSession> {
  // Nobody answers while no call is read, and then nothing waits to be stored.
  await send('sessions.flush', {}).catch(() => undefined);
  return withStore(async (store) => {
    if (!(await store.session(id))) throw new Failure({ code: 'session_gone' });
    const [read, marks, note] = await Promise.all([
      readSeconds(store, id, { signal, batch: BATCH }),
      store.marks(id),
      store.note(id),
    ]);
    return { session: read.session, timeline: await timelineOf(read), marks, note };
  });
}
