import { dropExcluded } from '../../exclusion';
import { t } from '../../i18n/t';
import { useExcluded } from '../../ui/use-excluded';

/** Who is never read, and how to take that back. */
export function LeftOut() {
  const list = useExcluded();
  return (
    <section class="card">
      <h2>{t('left')}</h2>
      <p class="quiet">{t('left_what')}</p>
      <ul class="sites">
        {list.map((one) => {
          const who = t('left_of', { name: one.name ?? t('left_nameless'), site: one.site });
          return (
            <li key={`${one.site} ${one.key} ${one.name}`}>
              <span>{who}</span>
              <button
                type="button"
                class="button small"
                aria-label={t('exclude_undoName', { name: who })}
                onClick={() => void dropExcluded(one.site, one)}
              >
                {t('exclude_undo')}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
