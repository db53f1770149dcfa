import { useCallback, useEffect, useState } from 'preact/hooks';
import { forgetMeasured } from '../../backend-memory';
import { errorWords } from '../../i18n/problem-words';
import { t } from '../../i18n/t';
import type { StoredSession } from '../../session/records';
import type { Listed } from '../../session/store/reading';
import { ExportButton } from '../../ui/export-button';
import { Icon } from '../../ui/icon';
import { Message } from '../../ui/message';
import { bytes } from '../../ui/times';
import { aboutWords, titleOf } from './session-words';
import { UnreadableSessions } from './unreadable-sessions';
import { useDeletion } from './use-deletion';
import { withStore } from './with-store';

/** Everything that Facet ever stored about calls, and the way to be rid of it. */
export function Sessions() {
  const [sessions, setSessions] = useState<readonly StoredSession[] | null>(null);
  const [unreadable, setUnreadable] = useState<Listed['unreadable']>([]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [used, setUsed] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const list = useCallback(() => {
    withStore((store) => store.list()).then(
      (found) => {
        setSessions(found.sessions);
        setUnreadable(found.unreadable);
      },
      (error: unknown) => setProblem(errorWords(error)),
    );
    void navigator.storage.estimate().then(({ usage }) => setUsed(usage ?? null));
  }, []);
  useEffect(list, []);
  const deletion = useDeletion(list, setProblem);
  const remove = (ids: readonly string[]) => {
    setChosen(new Set());
    void deletion.remove(ids);
  };
  const choose = (id: string, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, id] : [...before].filter((other) => other !== id)));

  return (
    <>
      <p class="lead quiet">
        {t('sessions_lead')} {used !== null && sessions?.length ? t('sessions_used', { size: bytes(used) }) : ''}
      </p>
      {problem && <Message kind="error">{problem}</Message>}
      {unreadable.length > 0 && <UnreadableSessions sessions={unreadable} onRemove={remove} />}
      {deletion.pending.length > 0 && (
        <div class="message undo" role="status">
          <span>{t('sessions_deleted', { count: deletion.pending.length })}</span>
          <button type="button" class="button small" onClick={() => void deletion.undo()}>
            {t('sessions_undo')}
          </button>
        </div>
      )}
      {!sessions && !problem && (
        <p class="waiting" role="status">
          <span class="spinner" />
          {t('sessions_looking')}
        </p>
      )}
      {sessions?.length === 0 && unreadable.length === 0 && (
        <div class="empty">
          <Icon name="chart" size={26} />
          <p>{t('sessions_none')}</p>
          <p class="quiet">{t('sessions_noneWhat')}</p>
        </div>
      )}
      {sessions && sessions.length > 0 && (
        <>
          <ul class="sessions">
            {sessions.map((session) => {
              const title = titleOf(session);
              return (
                <li key={session.id}>
                  {sessions.length > 1 && (
                    <input
                      type="checkbox"
                      aria-label={t('sessions_choose', { session: title })}
                      checked={chosen.has(session.id)}
                      onChange={({ currentTarget }) => choose(session.id, currentTarget.checked)}
                    />
                  )}
                  <div>
                    <h2>
                      <a href={`#sessions/${encodeURIComponent(session.id)}`}>{title}</a>
                    </h2>
                    <p class="quiet">{aboutWords(session)}</p>
                  </div>
                  <span class="row-buttons">
                    <ExportButton session={session} of={title} onProblem={setProblem} />
                    <button
                      type="button"
                      class="button small"
                      aria-label={t('sessions_deleteOne', { session: title })}
                      onClick={() => remove([session.id])}
                    >
                      {t('sessions_delete')}
                    </button>
                  </span>
                </li>
              );
            })}
          </ul>
          <p class="toolbar end">
            {chosen.size > 0 && (
              <button type="button" class="button small" onClick={() => remove([...chosen])}>
                {t('sessions_deleteChosen', { count: chosen.size })}
              </button>
            )}
            <button
              type="button"
              class="button small"
              onClick={() => {
                forgetMeasured();
                remove([...sessions, ...unreadable].map(({ id }) => id));
              }}
            >
              {t('sessions_deleteAll')}
            </button>
          </p>
          <p class="quiet small">{t('sessions_smallPrint')}</p>
        </>
      )}
    </>
  );
}
