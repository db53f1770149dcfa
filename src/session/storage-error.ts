import { messageOf } from '../error-message';
import { Failure, type Problem } from '../problem';

const PROBLEMS: Readonly<Record<string, Problem>> = {
  QuotaExceededError: { code: 'storage_full' },
  VersionError: { code: 'storage_newer' },
  InvalidStateError: { code: 'storage_closed' },
  UnknownError: { code: 'storage_broken' },
  // A session's key is gone, or its record is not what was sealed.
  NotFoundError: { code: 'session_gone' },
  OperationError: { code: 'session_damaged' },
  DataError: { code: 'session_damaged' },
};

/** A storage error as the user is told of it, with the browser's own error as its cause. */
export function storageError(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const name = error instanceof DOMException ? error.name : '';
  // Chrome has thrown quota errors as a plain AbortError whose message alone tells; a transaction aborts for that too.
  const full = name === 'AbortError' && error instanceof DOMException && /quota/i.test(error.message);
  return new Failure(
    PROBLEMS[full ? 'QuotaExceededError' : name] ?? { code: 'storage_other', what: messageOf(error) },
    { cause: error },
  );
}
