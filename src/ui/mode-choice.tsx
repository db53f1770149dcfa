import { t } from '../i18n/t';
import { MODES, type Mode } from '../mode';
import './mode-choice.css';

interface Props {
  /** null: none yet. */
  readonly chosen: Mode | null;
  readonly onChoose: (mode: Mode) => void;
  /** Names alone, where there is little room. */
  readonly isSmall?: boolean;
}

/** Whose expressions are read. */
export function ModeChoice({ chosen, onChoose, isSmall = false }: Props) {
  return (
    <fieldset class={isSmall ? 'modes small-modes' : 'modes'}>
      <legend class={isSmall ? 'visually-hidden' : ''}>{t('mode_legend')}</legend>
      {MODES.map((mode) => (
        <label key={mode} class="mode">
          <input type="radio" name="mode" checked={mode === chosen} onChange={() => onChoose(mode)} />
          <span>
            <strong>{t(`mode_${mode}`)}</strong>
            <span class="quiet">{isSmall ? t(`modeShort_${mode}`) : t(`modeWhat_${mode}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
