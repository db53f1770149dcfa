import { errorWords } from '../../i18n/problem-words';
import { t } from '../../i18n/t';

/** Errors that say what went wrong with a camera, by the names of https://w3c.github.io/mediacapture-main/. */
const KNOWN = [
  'NotFoundError',
  'NotAllowedError',
  'NotReadableError',
  'OverconstrainedError',
  'SecurityError',
  'AbortError',
] as const;

/** A sentence for the user: what went wrong, and what to do about it. */
export function cameraProblem(error: unknown): string {
  // navigator.mediaDevices is missing where the page may not use media at all.
  if (error instanceof TypeError) return t('cameraProblem_SecurityError');
  const known = KNOWN.find((name) => error instanceof Error && error.name === name);
  if (known) return t(`cameraProblem_${known}`);
  return t('cameraProblem_other', { why: errorWords(error) });
}
