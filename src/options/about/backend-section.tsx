import { useEffect, useState } from 'preact/hooks';
import { forgetMeasured, recallMeasured } from '../../backend-memory';
import { chooseBackend, findAdapter } from '../../engine/backend';
import type { BackendReport } from '../../engine/types';
import { t } from '../../i18n/t';
import { backendWords } from '../../ui/backend-words';
import { Message } from '../../ui/message';

/** What calls are read with on this machine, and why. */
export function BackendSection() {
  const [chosen, setChosen] = useState<BackendReport | null>(null);
  const [isForgotten, setForgotten] = useState(false);
  const look = async () => setChosen(chooseBackend(await findAdapter(), recallMeasured));
  useEffect(() => void look(), []);
  const forget = () => {
    forgetMeasured();
    setForgotten(true);
    void look();
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
