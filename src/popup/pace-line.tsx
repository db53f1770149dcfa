import { number, percent } from '../i18n/format';
import { t } from '../i18n/t';
import type { CallSnapshot } from '../messages';

/** Below so many readings of each a second it is said why. */
const ENOUGH = 6;

type Pace = Pick<CallSnapshot, 'rate' | 'keptTo' | 'spares' | 'rows'>;

/** How often each is read, and why no more often. */
export function PaceLine(pace: Pace) {
  return (
    <span class="pace">
      {t('pace', { rate: number(pace.rate, { maximumFractionDigits: 1 }) })} {whyNoMore(pace)}
    </span>
  );
}

function whyNoMore({ rate, keptTo, spares, rows }: Pace): string {
  if (keptTo !== null) return t('pace_kept', { share: percent(100 * keptTo) });
  if (spares === 'battery' || spares === 'hidden') return t(`pace_${spares}`);
  const isFew = rate < ENOUGH && rows.some(({ participant }) => participant.camera === 'on');
  return isFew ? t(`pace_${spares ?? 'pictures'}`) : '';
}
