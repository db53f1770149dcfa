import browser from 'webextension-polyfill';
import { t } from '../../i18n/t';
import { useOrigins } from './use-origins';

/** Sites that the user enabled, and how to take that back. */
export function Sites() {
  return (
    <section class="card">
      <h2>{t('sites')}</h2>
      <p class="quiet">{t('sites_what')}</p>
      <ul class="sites">
        {useOrigins().map((origin) => (
          <li key={origin}>
            <span>{hostOf(origin)}</span>
            <button
              type="button"
              class="button small"
              aria-label={t('sites_disableName', { host: hostOf(origin) })}
              onClick={() => void browser.permissions.remove({ origins: [origin] })}
            >
              {t('sites_disable')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function hostOf(pattern: string): string {
  return pattern.replace(/^\w+:\/\//, '').replace(/\/\*$/, '');
}
