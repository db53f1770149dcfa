import { useEffect, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { backendMemory, forgetMeasured } from '../../backend-memory';
import { assetsUnder } from '../../engine/assets';
import { chooseBackend, findAdapter } from '../../engine/backend';
import { modelDigest } from '../../engine/own-model';
import type { BackendReport } from '../../engine/types';
import { t } from '../../i18n/t';
import { ownModel } from '../../own-model/store';
import { report } from '../../report';
import { backendWords } from '../../ui/backend-words';
import { Message } from '../../ui/message';

/** What calls are read with on this machine, and why. */
export function BackendSection() {
  const [chosen, setChosen] = useState<BackendReport | null>(null);
  const [isForgotten, setForgotten] = useState(false);
  const look = () => {
    choose().then(setChosen, (error: unknown) => report('looking up what was measured', error));
  };
  useEffect(look, []);
  const forget = () => {
    forgetMeasured();
    setForgotten(true);
    look();
  };
  const isMeasured = chosen?.why === 'slower' || chosen?.why === 'faster' || chosen?.why === 'failed';
  return (
    <section class="card">
      <h2>{t('about_backend')}</h2>
      <p>{chosen && backendWords(chosen)}</p>
      {isMeasured && (
        <button type="button" class="button" onClick={forget}>
          {t('about_measureAnew')}
        </button>
      )}
      {isForgotten && <Message kind="note">{t('about_forgotten')}</Message>}
    </section>
  );
}

async function choose(): Promise<BackendReport> {
  const [adapter, own] = await Promise.all([findAdapter(), ownModel()]);
  const model = modelDigest(assetsUnder(browser.runtime.getURL('')), own);
  return chooseBackend(adapter, backendMemory(model).recall);
}
