import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'puppeteer';

/** Where a browser keeps what its pages and extensions store. */
export function profileOf(browser: Browser): string {
  const flag = '--user-data-dir=';
  const folder = browser.process()?.spawnargs.find((argument) => argument.startsWith(flag));
  if (!folder) throw new Error('The browser was started without a profile of its own.');
  return folder.slice(flag.length);
}

/** Files below a folder in which some bytes stand, or a word in any of the ways in which browsers write text. */
export function filesWith(what: string | Uint8Array, folder: string): string[] {
  const bytes = typeof what === 'string' ? written(what) : [Buffer.from(what)];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const content = contentOf(file);
      return content !== null && bytes.some((one) => content.includes(one));
    })
    .map((file) => file.slice(folder.length + 1));
}

function written(word: string): Buffer[] {
  const all = (['utf8', 'latin1', 'utf16le'] as const).map((encoding) => Buffer.from(word, encoding));
  // Keys of IndexedDB.
  return [...all, Buffer.from(word, 'utf16le').swap16()];
}

/** null: the browser took it away meanwhile. */
function contentOf(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
