import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/t';
import { addedOrigins } from '../../site-permissions';

/** Sites that the user enabled, and how to take that back. */
export function Sites() {
  const [origins, setOrigins] = useState<readonly string[]>([]);
  useEffect(() => {
    const list = () =>
      void chrome.permissions
        .getAll()
        .then((granted) => setOrigins(addedOrigins(granted, chrome.runtime.getManifest())));
    list();
    chrome.permissions.onAdded.addListener(list);
    chrome.permissions.onRemoved.addListener(list);
    return () => {
      chrome.permissions.onAdded.removeListener(list);
      chrome.permissions.onRemoved.removeListener(list);
    };
  }, []);
  return (
    <section class="card">
      <h2>{t('sites')}</h2>
      <p class="quiet">{t('sites_what')}</p>
      <ul class="sites">
        {origins.map((origin) => (
          <li key={origin}>
            <span>{hostOf(origin)}</span>
            <button
              type="button"
              class="button small"
              aria-label={t('sites_disableName', { host: hostOf(origin) })}
              onClick={() => void chrome.permissions.remove({ origins: [origin] })}
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
