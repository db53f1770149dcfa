import { BACKENDS, type BackendReport } from '../engine/types';
import { t } from '../i18n/t';

/** What the engine runs on, and why, in a sentence. */
export function backendWords({ name, why, processor = '' }: BackendReport): string {
  return t(`backend_${why === 'fits' && processor ? 'fitsKnown' : why}`, { name: BACKENDS[name], processor });
}
