import { type DBSchema, openDB } from 'idb';
import type { OwnModel } from '../engine/own-model';

interface Schema extends DBSchema {
  models: { key: string; value: OwnModel };
}

/** There is one, or none. */
const KEY = 'own';

async function withStore<T>(work: (db: Awaited<ReturnType<typeof open>>) => Promise<T>): Promise<T> {
  const db = await open();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

function open() {
  return openDB<Schema>('facet-own-model', 1, { upgrade: (db) => void db.createObjectStore('models') });
}

/** The model that the user brought; null where Facet's own reads. @throws what the browser's storage throws. */
export async function ownModel(): Promise<OwnModel | null> {
  return withStore(async (db) => (await db.get('models', KEY)) ?? null);
}

/** In place of the one of before. @throws what the browser’s storage throws. */
export async function keepOwnModel(model: OwnModel): Promise<void> {
  await withStore((db) => db.put('models', model, KEY));
}

/** Facet's own model reads again. */
export async function forgetOwnModel(): Promise<void> {
  await withStore((db) => db.delete('models', KEY));
}
