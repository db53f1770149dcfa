import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { assetsUnder } from '../../engine/assets';
import { percent } from '../../i18n/format';
import { t } from '../../i18n/t';
import { report } from '../../report';
import { Message } from '../../ui/message';
import { Notice } from '../../ui/notice';
import type { LocalEngine } from '../local-engine';
import { ModelSection } from '../model/model-section';
import { useOwnModel } from '../model/use-own-model';
import { BackendSection } from './backend-section';
import { CopyErrors } from './copy-errors';
import { LicenceList } from './licence-list';
import { type Fact, modelFacts } from './model-card';

const LIMITS = ['limit_rare', 'limit_looks', 'limit_why', 'limit_unsure'] as const;
/** Of FER+'s test pictures over which most taggers agree, those for which one tagger alone says the same, per cent. */
const ONE_PERSON = 85;

/** The model card in short; models/README.md has the whole of it. */
export function About({ engine }: { engine: LocalEngine }) {
  const own = useOwnModel(engine);
  const [facts, setFacts] = useState<readonly Fact[] | null>(null);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    readMetadata().then(
      (metadata) => setFacts(modelFacts(metadata)),
      (error: unknown) => {
        report('reading the model’s card', error);
        setMissing(true);
      },
    );
  }, []);
  return (
    <>
      <p class="lead quiet">{t('about_lead', { version: browser.runtime.getManifest().version })}</p>
      {missing && <Message kind="error">{t('about_missing')}</Message>}
      <ModelSection own={own} />
      <section class="card">
        <h2>{t(own.model ? 'about_goodOwn' : 'about_good')}</h2>
        <dl class="pairs">
          {facts?.map(({ term, value }) => (
            <div key={term}>
              <dt>{t(term)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p class="quiet small">
          {t('share_meaning')} {t('about_scale', { share: percent(ONE_PERSON) })}
        </p>
      </section>
      <BackendSection />
      <section class="card">
        <h2>{t('about_limits')}</h2>
        <ul class="limits">
          {LIMITS.map((limit) => (
            <li key={limit}>{t(limit)}</li>
          ))}
        </ul>
      </section>
      <section class="card">
        <h2>{t('about_law')}</h2>
        <Notice />
      </section>
      <LicenceList />
      <CopyErrors />
    </>
  );
}

async function readMetadata(): Promise<unknown> {
  const answer = await fetch(assetsUnder(browser.runtime.getURL('')).expressionModel);
  return ((await answer.json()) as { userDefinedMetadata?: unknown }).userDefinedMetadata;
}
