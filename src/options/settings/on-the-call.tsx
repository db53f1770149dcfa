import type { BadgeSize, Corner, Density } from '../../badge-style';
import { t } from '../../i18n/t';
import type { Settings } from '../../settings';
import { FlagSetting, SelectSetting } from './setting';
import type { Save } from './use-save';

const CORNERS = {
  'top left': 'topLeft',
  'top right': 'topRight',
  'bottom left': 'bottomLeft',
  'bottom right': 'bottomRight',
} as const satisfies Readonly<Record<Corner, string>>;

/** What Facet draws on the call page. */
export function OnTheCall(props: { settings: Settings; save: Save }) {
  return (
    <section class="card">
      <h2>{t('set_call')}</h2>
      <FlagSetting {...props} name="overlay" />
      <SelectSetting {...props} name="density" words={(value: Density) => t(`set_density_${value}`)} />
      <SelectSetting {...props} name="corner" words={(value: Corner) => t(`set_corner_${CORNERS[value]}`)} />
      <SelectSetting {...props} name="badgeSize" words={(value: BadgeSize) => t(`set_badgeSize_${value}`)} />
      <FlagSetting {...props} name="hidesPresenting" />
      <FlagSetting {...props} name="usual" />
    </section>
  );
}
