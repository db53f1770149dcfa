import { useEffect, useState } from 'preact/hooks';
import { errorWords } from '../i18n/problem-words';
import { t } from '../i18n/t';
import type { StoredSession } from '../session/records';
import { SessionStore } from '../session/store';
import { ExportButton } from '../ui/export-button';
import { duration, when } from '../ui/times';

/** The newest recorded session, so that it can be exported after the call too. */
export function LastSession({ onProblem }: { onProblem: (message: string | null) => void }) {
  const [session, setSession] = useState<StoredSession | null>(null);
  useEffect(() => {
    void newest().then(setSession, (error: unknown) => onProblem(errorWords(error)));
  }, []);
  if (!session) return null;
  return (
    <footer>
      <p class="quiet small">
        {t('lastSession', {
          site: session.siteLabel,
          when: when(session.startedAt),
          duration: duration(session.lastAt - session.startedAt),
        })}
      </p>
      <ExportButton session={session} onProblem={onProblem} />
    </footer>
  );
}

async function newest(): Promise<StoredSession | null> {
  const store = await SessionStore.open();
  try {
    return (await store.newest()) ?? null;
  } finally {
    store.close();
  }
}
