import type { ComponentChildren } from 'preact';
import { parts, t } from '../i18n/t';
import { Icon, type IconName } from '../ui/icon';

const DOES = ['look', 'find', 'show', 'own'] as const;
const DOES_NOT = ['feel', 'recognise', 'listen', 'send'] as const;
const DATA = [
  ['camera', 'read'],
  ['chart', 'kept'],
  ['computer', 'where'],
  ['trash', 'until'],
] as const;
const LAW = [
  ['people', 'tell'],
  ['law', 'work'],
  ['face', 'self'],
] as const;

/** Everything that Facet does with people's pictures, complete: what the user agrees to. Changes raise consent.ts's number. */
export function Disclosure() {
  const link = <a href="/src/options/index.html#about">{t('right_link')}</a>;
  return (
    <>
      <div class="two">
        <section class="card">
          <h2>{t('does')}</h2>
          <ul class="plain yes">
            {DOES.map((point) => (
              <li key={point}>{t(`does_${point}`)}</li>
            ))}
          </ul>
        </section>
        <section class="card">
          <h2>{t('doesNot')}</h2>
          <ul class="plain no">
            {DOES_NOT.map((point) => (
              <li key={point}>{t(`doesNot_${point}`)}</li>
            ))}
          </ul>
        </section>
      </div>
      <section class="card">
        <h2>{t('data')}</h2>
        <dl class="points">
          {DATA.map(([icon, point]) => (
            <Point key={point} icon={icon} title={t(`data_${point}Title`)}>
              {t(`data_${point}`)}
            </Point>
          ))}
        </dl>
      </section>
      <section class="card">
        <h2>{t('right')}</h2>
        <p>{parts('right_what', { link })}</p>
      </section>
      <section class="card">
        <h2>{t('law')}</h2>
        <dl class="points">
          {LAW.map(([icon, point]) => (
            <Point key={point} icon={icon} title={t(`law_${point}Title`)}>
              {t(`law_${point}`)}
            </Point>
          ))}
        </dl>
        <p class="quiet">{t('law_noAdvice')}</p>
      </section>
    </>
  );
}

function Point({ icon, title, children }: { icon: IconName; title: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>
        <Icon name={icon} />
        {title}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
