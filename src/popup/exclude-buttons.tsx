import { useState } from 'preact/hooks';
import { clock } from '../i18n/format';
import { t } from '../i18n/t';
import type { Participant } from '../messages';
import { Confirm } from '../ui/confirm';

/** What the user may do about somebody's being read. */
export interface Leaving {
  /** Whether the session has anything of them. */
  readonly isKept: boolean;
  /** When the session began, milliseconds since the epoch. */
  readonly since: number;
  readonly onExclude: (excluded: boolean) => void;
  /** Told once the user is sure. @returns whether it was erased. */
  readonly onErase: () => Promise<boolean>;
}

interface Props {
  readonly participant: Participant;
  readonly leaving: Leaving;
}

/**
 * To leave somebody out, or to read them again, which holds at once; and to erase what was recorded of them, which is asked
 * about first: there is no way back.
 */
export function ExcludeButtons({ participant: { name, excluded }, leaving }: Props) {
  const { isKept, since, onExclude, onErase } = leaving;
  /** How far erasing is, while they are left out. */
  const [erasing, setErasing] = useState<'asked' | 'done' | null>(null);
  const exclude = (out: boolean, then: typeof erasing) => {
    setErasing(then);
    onExclude(out);
  };
  const erase = async () => {
    setErasing(null);
    if (await onErase()) setErasing('done');
  };
  return (
    <>
      {erasing === 'asked' && isKept ? (
        <Confirm
          question={t('exclude_sure', { name, time: clock(since) })}
          onKeep={() => setErasing(null)}
          onErase={() => void erase()}
        />
      ) : (
        <p class="exclude">
          {excluded ? (
            <button
              type="button"
              class="button small"
              aria-label={t('exclude_undoName', { name })}
              onClick={() => exclude(false, null)}
            >
              {t('exclude_undo')}
            </button>
          ) : (
            <button
              type="button"
              class="button small"
              aria-label={t('exclude_name', { name })}
              onClick={() => exclude(true, null)}
            >
              {t('exclude')}
            </button>
          )}
          {!excluded && (
            <button
              type="button"
              class="button small danger"
              aria-label={t('exclude_eraseName', { name })}
              onClick={() => exclude(true, 'asked')}
            >
              {t('exclude_erase')}
            </button>
          )}
          {excluded && isKept && (
            <button
              type="button"
              class="button small danger"
              aria-label={t('kept_eraseName', { name })}
              onClick={() => setErasing('asked')}
            >
              {t('kept_erase')}
            </button>
          )}
        </p>
      )}
      <p class="quiet small" role="status">
        {erasing === 'done' && excluded && t('kept_erased', { name })}
      </p>
    </>
  );
}
