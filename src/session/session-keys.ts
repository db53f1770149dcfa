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
  private opened: Promise<FileSystemDirectoryHandle> | null = null;

  /** A new key. @returns its id, 16 hexadecimal digits. @throws DOMException where nothing can be stored. */
  async create(): Promise<string> {
    const id = hex(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
    try {
      const file = await (await this.folder()).getFileHandle(id, { create: true });
      const writable = await file.createWritable();
      await writable.write(crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
      await writable.close();
    } catch (error) {
      // The folder may have been removed since it was opened: the next try makes it anew.
      this.opened = null;
      await this.remove(id).catch(() => undefined);
      throw error;
    }
    return id;
  }

  /** Whether a key is there, now: what was once loaded may have been removed since. */
  async has(id: string): Promise<boolean> {
    const bytes = await this.bytes(id).catch(unlessGone);
    if (!bytes) this.known.delete(id);
    return bytes !== undefined;
  }

  /** @throws DOMException: NotFoundError where the key was removed, or its file holds no key any more. */
  get(id: string): Promise<CryptoKey> {
    const known = this.known.get(id);
    if (known) return known;
    const loading = this.load(id);
    this.known.set(id, loading);
    loading.catch(() => this.known.delete(id));
    return loading;
  }

  /** For good: nothing that was sealed with it is ever opened again. */
  async remove(id: string): Promise<void> {
    this.known.delete(id);
    await (await this.folder()).removeEntry(id).catch(unlessGone);
  }

  /** Removes all but those that are used. Only while nobody makes one: it would not be used yet. */
  async sweep(used: ReadonlySet<string>): Promise<void> {
    for await (const name of namesIn(await this.folder())) if (!used.has(name)) await this.remove(name);
  }

  private async load(id: string): Promise<CryptoKey> {
    return crypto.subtle.importKey('raw', await this.bytes(id), 'AES-GCM', false, ['encrypt', 'decrypt']);
  }

  /** A crash or a failing disk leaves files that are empty or short: those are no keys. */
  private async bytes(id: string): Promise<ArrayBuffer> {
    const file = await (await this.folder()).getFileHandle(id);
    const bytes = await (await file.getFile()).arrayBuffer();
    if (bytes.byteLength !== KEY_BYTES) throw new DOMException('This file holds no key.', 'NotFoundError');
    return bytes;
  }

  private folder(): Promise<FileSystemDirectoryHandle> {
    if (!this.opened) {
      this.opened = open();
      this.opened.catch(() => {
        this.opened = null;
      });
    }
    return this.opened;
  }
}

/** Whether an error says that a key was removed. */
export function isGone(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError';
}

/** Somebody else was quicker. */
function unlessGone(error: unknown): undefined {
  if (!isGone(error)) throw error;
}

async function open(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
}

/** TypeScript's library does not know yet that a folder can be iterated. */
function namesIn(of: FileSystemDirectoryHandle): AsyncIterable<string> {
  return (of as unknown as { keys(): AsyncIterable<string> }).keys();
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
