import { list } from '../../i18n/format';
import { t } from '../../i18n/t';
import { lastName } from '../../session/names';
import type { StoredSession } from '../../session/records';
import { duration, when } from '../../ui/times';

/** Names that are told at the most. */
const MOST = 4;

export function titleOf({ siteLabel, startedAt }: Pick<StoredSession, 'siteLabel' | 'startedAt'>): string {
  return t('session_title', { site: siteLabel, when: when(startedAt) });
}

/** "12 min · Mode: People · 3 people: Ann, Bob, Participant 3" */
export function aboutWords(session: StoredSession): string {
  const { startedAt, lastAt, mode = 'people' } = session;
  const whose = mode === 'audience' ? t('modeShort_audience') : people(session);
  return [duration(lastAt - startedAt), t('session_mode', { mode: t(`mode_${mode}`) }), whose].join(' · ');
}

function people({ participants }: StoredSession): string {
  const called = participants.map(({ names, isSelf }) => `${lastName(names)}${isSelf ? ` ${t('popup_you')}` : ''}`);
  if (called.length === 0) return t('session_nobody');
  const more = called.length - MOST;
  const names =
    more > 0
      ? list([...called.slice(0, MOST), t('session_more', { count: more })])
      : list(called, { type: 'unit', style: 'short' });
  return t('session_people', { people: t('people', { count: called.length }), names });
}
