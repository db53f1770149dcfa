import type { Outcome } from '../messages';
import { SessionStore } from '../session/store';

/** Deletes for good the sessions that the user deleted and did not take back. */
export async function emptyTrash(): Promise<Outcome> {
  const store = await SessionStore.open();
  try {
    await store.emptyTrash();
    return { ok: true };
  } finally {
    store.close();
  }
}
