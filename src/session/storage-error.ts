import { sentence } from '../sentence';

const SENTENCES: Readonly<Record<string, string>> = {
  QuotaExceededError:
    'The storage of this browser is full. Readings wait in memory; free some disk space or delete old sessions in the options.',
  VersionError: 'The stored sessions were written by a newer version of Facet. Update the extension to read them.',
  InvalidStateError: 'The connection to the stored sessions was closed. Facet opens it again by itself.',
  UnknownError:
    'The browser could not read or write its storage. Check that the disk has room and restart the browser.',
};

/** A storage error as a sentence for the user, with the browser's own error as its cause. */
export function storageError(error: unknown): Error {
  const name = error instanceof DOMException ? error.name : '';
  // Chrome has thrown quota errors as a plain AbortError whose message alone tells; a transaction aborts for that too.
  const full = name === 'AbortError' && error instanceof DOMException && /quota/i.test(error.message);
  const known = SENTENCES[full ? 'QuotaExceededError' : name];
  if (known) return new Error(known, { cause: error });
  return new Error(`The stored sessions could not be used: ${sentence(error)}`, { cause: error });
}
