import { useState } from 'preact/hooks';
import { sendToTab } from '../bridge/requests';
import { errorWords } from '../i18n/problem-words';
import { t } from '../i18n/t';
import { errorReport } from '../kept-errors';
import { report } from '../report';
import { Message } from '../ui/message';

interface Props {
  readonly siteLabel: string;
  readonly tabId: number;
  /** Told a sentence when copying fails, and null when it begins. */
  readonly onProblem: (message: string | null) => void;
}

/** Said where a site is not as Facet's rules know it. */
export function PageChanged({ siteLabel, tabId, onProblem }: Props) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    onProblem(null);
    try {
      const { text } = await sendToTab(tabId, 'content.report', {});
      await navigator.clipboard.writeText(`${text}\n\n${await errorReport()}`);
      setCopied(true);
    } catch (error) {
      report('copying the report of a page', error);
      onProblem(t('changed_failed', { why: errorWords(error) }));
    }
  };
  return (
    <Message kind="note">
      <p>{t('changed', { site: siteLabel })}</p>
      <button type="button" class="button small" onClick={() => void copy()}>
        {t('changed_copy')}
      </button>
      <p class="quiet small">{copied ? t('changed_copied') : t('changed_what')}</p>
    </Message>
  );
}
