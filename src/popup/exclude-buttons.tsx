import { t } from '../i18n/t';
import type { Participant } from '../messages';

interface Props {
  readonly participant: Participant;
  readonly onExclude: ((excluded: boolean, erase: boolean) => void) | undefined;
}

/** To leave somebody out, with or without what was read of them, or to read them again. */
export function ExcludeButtons({ participant: { name, excluded }, onExclude }: Props) {
  if (!onExclude) return null;
  if (excluded) {
    return (
      <p class="exclude">
        <button
          type="button"
          class="button small"
          aria-label={t('exclude_undoName', { name })}
          onClick={() => onExclude(false, false)}
        >
          {t('exclude_undo')}
        </button>
      </p>
    );
  }
  return (
    <p class="exclude">
      <button
        type="button"
        class="button small"
        aria-label={t('exclude_name', { name })}
        onClick={() => onExclude(true, false)}
      >
        {t('exclude')}
      </button>
      <button
        type="button"
        class="button small danger"
        aria-label={t('exclude_eraseName', { name })}
        onClick={() => onExclude(true, true)}
      >
        {t('exclude_erase')}
      </button>
    </p>
  );
}
