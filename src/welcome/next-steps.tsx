import { useState } from 'preact/hooks';
import { errorWords } from '../i18n/problem-words';
import { t } from '../i18n/t';
import { Icon } from '../ui/icon';
import { Message } from '../ui/message';

/** What to do once the user agreed. */
export function NextSteps() {
  const [copied, setCopied] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  /** To paste into a call's chat: whoever is read must be told. */
  const toPaste = t('next_sentence');
  const copy = () =>
    navigator.clipboard.writeText(toPaste).then(
      () => setCopied(true),
      (error: unknown) => setProblem(t('next_copyFailed', { why: errorWords(error) })),
    );
  return (
    <section class="card">
      <h2>{t('next')}</h2>
      <ol class="steps">
        <li>
          <h3>{t('next_tryTitle')}</h3>
          <p class="quiet">{t('next_try')}</p>
          <a class="button" href="/src/options/index.html#camera">
            <Icon name="camera" size={14} />
            {t('next_tryNow')}
          </a>
        </li>
        <li>
          <h3>{t('next_pinTitle')}</h3>
          <p class="quiet">{t('next_pin')}</p>
        </li>
        <li>
          <h3>{t('next_tellTitle')}</h3>
          <blockquote>{toPaste}</blockquote>
          {problem && <Message kind="error">{problem}</Message>}
          <button type="button" class="button" onClick={() => void copy()}>
            {t('next_copy')}
          </button>
          <span class="quiet" role="status">
            {copied && t('next_copied')}
          </span>
        </li>
        <li>
          <h3>{t('next_startTitle')}</h3>
          <p class="quiet">{t('next_start')}</p>
        </li>
      </ol>
    </section>
  );
}
