import type { Page } from 'puppeteer';

/** Changes a byte of a stored session's record, so that nobody can open it. @param page one of the extension's. */
export async function damageSession(page: Page, id: string): Promise<void> {
  await page.evaluate(async (session) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open('facet.sessions'));
    const sessions = db.transaction('sessions', 'readwrite').objectStore('sessions');
    const kept: { sealed: Uint8Array } = await done(sessions.get(session));
    kept.sealed[kept.sealed.length - 1]! ^= 1;
    await done(sessions.put(kept));
    db.close();
  }, id);
}
