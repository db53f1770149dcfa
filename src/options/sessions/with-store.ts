import { SessionStore } from '../../session/store';

/** Does some work with the stored sessions, and lets go of them. */
export async function withStore<T>(work: (store: SessionStore) => Promise<T>): Promise<T> {
  const store = await SessionStore.open();
  try {
    return await work(store);
  } finally {
    store.close();
  }
}
