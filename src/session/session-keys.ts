/** In the origin's private file system. */
const FOLDER = 'session-keys';
const ID_BYTES = 8;
const KEY_BYTES = 32;

/**
 * One AES-GCM key for each session, in a file of its own. What a database deletes may stand in its log for days, but a file
 * that is deleted is gone from the browser's folder: with it nobody can open what is left of its session any more
 * (crypto-shredding; Boneh and Lipton, "A Revocable Backup System", 1996).
 */
export class SessionKeys {
  private readonly known = new Map<string, Promise<CryptoKey>>();

  /** A new key. @returns its id, 16 hexadecimal digits. @throws DOMException where nothing can be stored. */
  async create(): Promise<string> {
    const id = hex(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
    const file = await (await folder()).getFileHandle(id, { create: true });
    const writable = await file.createWritable();
    await writable.write(crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
    await writable.close();
    return id;
  }

  /** @throws DOMException: NotFoundError where the key was removed. */
  get(id: string): Promise<CryptoKey> {
    const known = this.known.get(id);
    if (known) return known;
    const loading = load(id);
    this.known.set(id, loading);
    loading.catch(() => this.known.delete(id));
    return loading;
  }

  /** For good: nothing that was sealed with it is ever opened again. */
  async remove(id: string): Promise<void> {
    this.known.delete(id);
    await (await folder()).removeEntry(id).catch(unlessGone);
  }

  /** Removes all that nothing is sealed with any more: a browser may end between a deletion's two steps. */
  async sweep(used: ReadonlySet<string>): Promise<void> {
    for await (const file of files(await folder())) {
      if (used.has(file.name)) continue;
      const made = await file.getFile().catch(unlessGone);
      if (made && made.lastModified < Date.now() - NEW) await this.remove(file.name);
    }
  }
}

/** Milliseconds for which a new key may be in nobody's database yet. */
const NEW = 60_000;

/** Whether an error says that a key was removed. */
export function isGone(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError';
}

/** Somebody else was quicker. */
function unlessGone(error: unknown): undefined {
  if (!isGone(error)) throw error;
}

async function load(id: string): Promise<CryptoKey> {
  const file = await (await folder()).getFileHandle(id);
  const bytes = await (await file.getFile()).arrayBuffer();
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

async function folder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
}

/** TypeScript's library does not know yet that a folder can be iterated. */
function files(of: FileSystemDirectoryHandle): AsyncIterable<FileSystemFileHandle> {
  return (of as unknown as { values(): AsyncIterable<FileSystemFileHandle> }).values();
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
