import { dropExcluded, excludedOn, isExcluded, keepExcluded } from '../../exclusion';
import { errorWords } from '../../i18n/problem-words';
import { t } from '../../i18n/t';
import { useExcluded } from '../../ui/use-excluded';

interface Props {
  /** Where, as siteKey names it. */
  readonly place: string;
  readonly name: string;
  readonly onProblem: (message: string | null) => void;
}

/** Leaves whoever bears a name out of calls from now on, those included that are read now, or has them read again. */
export function LeaveOutButton({ place, name, onProblem }: Props) {
  const who = { key: null, name };
  const isOut = isExcluded(excludedOn(useExcluded(), place), who);
  const change = () => (isOut ? dropExcluded(place, who) : keepExcluded({ site: place, ...who }));
  return (
    <button
      type="button"
      class="button small"
      aria-label={isOut ? t('exclude_undoName', { name }) : t('kept_excludeName', { name })}
      onClick={() =>
        change().then(
          () => onProblem(null),
          (error: unknown) => onProblem(errorWords(error)),
        )
      }
    >
      {isOut ? t('exclude_undo') : t('exclude')}
    </button>
  );
}
