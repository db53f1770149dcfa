import { number, percent } from '../i18n/format';
import { t } from '../i18n/t';
import type { CallSnapshot } from '../messages';

/** Below so many readings of each a second it is said why. */
const ENOUGH = 6;

/** How often each is read, and why no more often. */
export function PaceLine({ rate, keptTo, spares, rows }: Pick<CallSnapshot, 'rate' | 'keptTo' | 'spares' | 'rows'>) {
  const reached = number(rate, { maximumFractionDigits: 1 });
  const isFew = rate < ENOUGH && rows.some(({ participant }) => participant.camera === 'on');
  const otherwise = spares ? t(`pace_${spares}`) : isFew && t('pace_pictures');
  const why = keptTo !== null ? t('pace_kept', { share: percent(100 * keptTo) }) : otherwise;
  return (
    <span class="pace">
      {t('pace', { rate: reached })} {why}
    </span>
  );
}
