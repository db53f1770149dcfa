import { t } from '../i18n/t';
import { Icon } from './icon';
import './notice.css';

const POINTS = [
  ['face', 'expressions'],
  ['computer', 'local'],
  ['people', 'tell'],
  ['law', 'work'],
] as const;

/** What everyone should know before the first reading; also kept in the options. */
export function Notice() {
  return (
    <ul class="notice">
      {POINTS.map(([icon, point]) => (
        <li key={point}>
          <span class="notice-icon">
            <Icon name={icon} />
          </span>
          <div>
            <h3>{t(`notice_${point}Title`)}</h3>
            <p class="quiet">{t(`notice_${point}`)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
