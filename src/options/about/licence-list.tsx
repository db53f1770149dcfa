import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { t } from '../../i18n/t';
import { report } from '../../report';
import { licencesOf, type Shipped, shippedIn, TERMS } from './licences';

/** Every package that ships, by licence, and what each licence asks. */
export function LicenceList() {
  const [shipped, setShipped] = useState<readonly Shipped[]>([]);
  useEffect(() => {
    fetch(browser.runtime.getURL('THIRD-PARTY-LICENSES.txt'))
      .then(async (file) => setShipped(shippedIn(await file.text())))
      .catch((error: unknown) => report('reading the licences', error));
  }, []);
  const kinds = [...new Set(shipped.map(({ licence }) => licence))].sort();
  return (
    <section class="card">
      <h2>{t('licences')}</h2>
      <p class="quiet">{t('licences_what')}</p>
      <dl class="licences">
        {kinds.map((kind) => (
          <div key={kind}>
            <dt>{kind}</dt>
            <dd>
              {shipped
                .filter(({ licence }) => licence === kind)
                .map(({ name, version }) => `${name} ${version}`)
                .join(', ')}
              <br />
              <span class="quiet small">
                {[...new Set((licencesOf(kind) ?? []).map((one) => t(TERMS[one])))].join(' ')}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <p class="quiet small">
        <a href={browser.runtime.getURL('THIRD-PARTY-LICENSES.txt')}>{t('about_licences')}</a>
        {' · '}
        <a href={browser.runtime.getURL('NOTICE.txt')}>{t('about_notice')}</a>
      </p>
    </section>
  );
}
