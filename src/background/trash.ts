import type { Outcome } from '../messages';
import { SessionStore } from '../session/store';

/** Deletes for good the sessions that the user deleted and did not take back: which, as the store has it. */
export async function emptyTrash(which: readonly string[] | 'all' | 'left'): Promise<Outcome> {
  const store = await SessionStore.open();
  try {
    await store.emptyTrash(which);
    return { ok: true };
  } finally {
    store.close();
  }
}
