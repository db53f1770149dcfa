import { t } from '../../i18n/t';
import type { KeepDays, Settings } from '../../settings';
import { FlagSetting, SelectSetting } from './setting';
import type { Save } from './use-save';

/** What of calls is kept, and how long. */
export function Keeping(props: { settings: Settings; save: Save }) {
  return (
    <section class="card">
      <h2>{t('set_keeping')}</h2>
      <SelectSetting {...props} name="keepDays" words={(value: KeepDays) => t(`set_keepDays_${value}`)} />
      <FlagSetting {...props} name="pseudonyms" />
    </section>
  );
}
