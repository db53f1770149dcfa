import { t } from '../../i18n/t';
import type { StoredSession } from '../../session/records';
import { Message } from '../../ui/message';
import { when } from '../../ui/times';

interface Props {
  readonly sessions: readonly Pick<StoredSession, 'id' | 'startedAt'>[];
  readonly onRemove: (ids: readonly string[]) => void;
}

/** Sessions that nobody can read any more: all that is known of one is when it began. */
export function UnreadableSessions({ sessions, onRemove }: Props) {
  return (
    <Message kind="warning">
      {t('sessions_unreadable', { count: sessions.length })} <a href="#about">{t('errors_copy')}</a>
      <ul class="sites">
        {sessions.map(({ id, startedAt }) => (
          <li key={id}>
            <span>{when(startedAt)}</span>
            <button
              type="button"
              class="button small"
              aria-label={t('sessions_deleteOne', { session: when(startedAt) })}
              onClick={() => onRemove([id])}
            >
              {t('sessions_delete')}
            </button>
          </li>
        ))}
      </ul>
    </Message>
  );
}
