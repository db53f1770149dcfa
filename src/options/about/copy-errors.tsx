import { useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { browserVersion } from '../../browser-version';
import { errorWords } from '../../i18n/problem-words';
import { t } from '../../i18n/t';
import { errorReport } from '../../kept-errors';
import { report } from '../../report';
import { Message } from '../../ui/message';

type Said = { readonly kind: 'note' | 'error'; readonly text: string };

/** What went wrong in Facet since the browser started, for a maintainer: to be seen first, then copied. */
export function CopyErrors() {
  const [said, setSaid] = useState<Said | null>(null);
  const [shown, setShown] = useState('');
  const copy = async () => {
    setSaid(null);
    try {
      const text = `Facet ${browser.runtime.getManifest().version}, ${browserVersion()}\n\n${await errorReport()}`;
      setShown(text);
      await navigator.clipboard.writeText(text);
      setSaid({ kind: 'note', text: t('changed_copied') });
    } catch (error) {
      report('copying the report of errors', error);
      setSaid({ kind: 'error', text: t('changed_failed', { why: errorWords(error) }) });
    }
  };
  return (
    <section class="card">
      <h2>{t('errors')}</h2>
      <p class="quiet">{t('errors_what')}</p>
      <button type="button" class="button" onClick={() => void copy()}>
        {t('errors_copy')}
      </button>
      {said && <Message kind={said.kind}>{said.text}</Message>}
      {shown && <pre class="report">{shown}</pre>}
    </section>
  );
}
