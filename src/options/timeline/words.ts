import { wholePercent } from '../../expressions';
import { appears } from '../../i18n/class-words';
import { percent } from '../../i18n/format';
import { t } from '../../i18n/t';
import type { LaneMoment } from '../../session/timeline';

/** "appears happy, 72 %", or why nothing is said of a second. */
export function momentWords({ named, share, more, unread }: LaneMoment): string {
  const usual = more ? ` · ${t(`more_${more}`)}` : '';
  if (named === 'unsure') return `${t('unsure')}${usual}`;
  if (named) return `${t('moment', { appears: appears(named), share: percent(wholePercent(share)) })}${usual}`;
  if (unread === undefined || unread === 'away') return '–';
  return unread === 'on' ? t('moment_noFace') : t(`camera_${unread}`);
}
