import { EFFORTS, type Effort } from '../../effort';
import { percent } from '../../i18n/format';
import { t } from '../../i18n/t';
import { DEFAULTS, type Settings } from '../../settings';
import type { Certainty, Smoothing } from '../../tuning';
import { ModeChoice } from '../../ui/mode-choice';
import { SelectSetting, Setting } from './setting';
import type { Save } from './use-save';

/** Whose expressions are read, how often, and when one is named. */
export function ReadingSettings(props: { settings: Settings; save: Save }) {
  const { settings, save } = props;
  return (
    <section class="card">
      <h2>{t('set_reading')}</h2>
      <Setting {...props} name="mode" title={t('mode_legend')} byDefault={t(`mode_${DEFAULTS.mode}`)}>
        {() => <ModeChoice chosen={settings.mode} onChoose={(mode) => void save({ mode })} />}
      </Setting>
      <SelectSetting {...props} name="effort" words={effortWords} />
      <SelectSetting {...props} name="smoothing" words={(value: Smoothing) => t(`set_smoothing_${value}`)} />
      <SelectSetting {...props} name="certainty" words={certaintyWords} />
    </section>
  );
}

function effortWords(effort: Effort): string {
  return t(`set_effort_${effort}`, { share: percent(Math.round(100 * EFFORTS[effort])) });
}

function certaintyWords(certainty: Certainty): string {
  return t('set_certainty_of', { count: Math.round(10 * certainty) });
}
