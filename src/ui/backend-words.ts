import { BACKENDS, type BackendReport } from '../engine/types';
import { t } from '../i18n/t';

/** What the engine runs on, and why, in a sentence or two. */
export function backendWords({ name, why, processor, measured }: BackendReport): string {
  const [ours, theirs] = [measured?.wasm.many ?? 0, measured?.webgpu?.many ?? 0].map(Math.ceil) as [number, number];
  const said = t(`backend_${why}`, { name: BACKENDS[name], ours, theirs });
  return processor ? `${said} ${t('backend_processor', { processor })}` : said;
}
