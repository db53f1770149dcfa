import { t } from '../i18n/t';
/** In place of what reads faces, until the user agreed to what Facet does. */
export function AgreeFirst() {
  return (
    <section class="card">
      <p>{t('agreeFirst')}</p>
      <p>
        <a href="/src/welcome/index.html">{t('welcomeFirst_open')}</a>
      </p>
    </section>
  );
}
