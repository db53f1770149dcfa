import { yieldToEventLoop } from '../event-loop';
import { Failure } from '../problem';
import { type AnySecond, EverySecond } from './every-second';
import type { StoredSession } from './records';
import type { RowKey } from './schema';
import type { SessionStore } from './store';
import { keyOf } from './store/reading';

/** How a session's seconds are read. */
export interface ReadingOptions {
  readonly signal?: AbortSignal;
  /** Share done, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Rows per step: a few milliseconds of work, so that the page stays awake. */
  readonly batch?: number;
}

/** A session with every second of it, in order, as they are read out of the store bit by bit. */
export interface SessionSeconds {
  readonly session: StoredSession;
  readonly seconds: AsyncIterable<readonly AnySecond[]>;
}

/**
 * @throws Failure where the session is not there; the iteration throws the signal's reason when aborted.
 */
export async function readSeconds(
  store: SessionStore,
  id: string,
  options: ReadingOptions = {},
): Promise<SessionSeconds> {
  // Counting reads every row once more: only for whoever wants to know how far it is.
  const [session, total] = await Promise.all([store.session(id), options.onProgress ? store.countRows(id) : 0]);
  if (!session) throw new Failure({ code: 'session_empty' });
  return { session, seconds: batches(store, session, total, options) };
}

async function* batches(
  store: SessionStore,
  session: StoredSession,
  total: number,
  { signal, onProgress, batch = 250 }: ReadingOptions,
): AsyncGenerator<readonly AnySecond[]> {
  const every = new EverySecond(session);
  let last: RowKey | null = null;
  let done = 0;
  for (;;) {
    signal?.throwIfAborted();
    const rows = await store.rowsAfter(session.id, last, batch);
    if (rows.length === 0) break;
    yield every.add(rows);
    last = keyOf(rows.at(-1)!);
    done += rows.length;
    // Rows may be added while we read.
    onProgress?.(Math.min(1, done / Math.max(1, total)));
    // So that the page stays awake.
    await yieldToEventLoop();
  }
  yield every.end();
}
