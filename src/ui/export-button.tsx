import { useEffect, useRef, useState } from 'preact/hooks';
import { send } from '../bridge/requests';
import { percent } from '../i18n/format';
import { errorWords } from '../i18n/problem-words';
import { t } from '../i18n/t';
import { report } from '../report';
import { csvFileName, exportCsv } from '../session/export';
import { SessionStore } from '../session/store';
import { Icon } from './icon';
import { saveFile } from './save-file';

interface Props {
  readonly session: { readonly id: string; readonly siteLabel: string; readonly startedAt: number };
  /** Which session it is, where several stand in a list: for who hears the button alone. */
  readonly of?: string;
  /** Told a sentence when it fails, and null when it starts. */
  readonly onProblem: (message: string | null) => void;
}

/** Saves a session as CSV. While it works it shows how far it is, and a second press stops it. */
export function ExportButton({ session, of, onProblem }: Props) {
  const [share, setShare] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async () => {
    const abort = new AbortController();
    running.current = abort;
    onProblem(null);
    setShare(0);
    try {
      saveFile(await exportedFile(session.id, abort.signal, setShare), csvFileName(session));
    } catch (error) {
      if (abort.signal.aborted) return;
      report('exporting a session', error);
      onProblem(errorWords(error));
    } finally {
      running.current = null;
      setShare(null);
    }
  };

  const busy = share !== null;
  const words = busy ? t('export_progress', { share: percent(share * 100) }) : t('export_csv');
  return (
    <button
      type="button"
      class="button small"
      aria-label={of && t('export_of', { action: words, session: of })}
      onClick={() => (busy ? running.current?.abort() : void start())}
    >
      <Icon name="download" size={14} />
      {words}
    </button>
  );
}

async function exportedFile(id: string, signal: AbortSignal, onProgress: (share: number) => void): Promise<Blob> {
  // Nobody answers while no call is read, and then nothing waits to be stored.
  await send('sessions.flush', {}).catch(() => undefined);
  const store = await SessionStore.open();
  try {
    return await exportCsv(store, id, { signal, onProgress });
  } finally {
    store.close();
  }
}
