import { useState } from 'preact/hooks';
import { changesSince, DISCLOSURE, hasAgreed } from '../consent';
import { t } from '../i18n/t';
import type { Mode } from '../mode';
import { saveSettings } from '../stored-settings';
import mark from '../ui/icons/facet.svg';
import { Message } from '../ui/message';
import { ModeChoice } from '../ui/mode-choice';
import { useKeptFocus } from '../ui/use-kept-focus';
import { useSettings } from '../ui/use-settings';
import { Disclosure } from './disclosure';
import { NextSteps } from './next-steps';

/** The first page: what Facet does, the user's agreement to it, and what comes next. */
export function Welcome() {
  const settings = useSettings();
  const main = useKeptFocus();
  const [chosen, setChosen] = useState<Mode | null>(null);
  const [asked, setAsked] = useState(false);
  if (!settings) return null;
  const agreed = hasAgreed(settings);
  // Whoever chose before need not choose again.
  const mode = chosen ?? (settings.consent > 0 ? settings.mode : null);
  const news = changesSince(settings.consent);
  const choose = (to: Mode) => {
    setChosen(to);
    if (agreed) void saveSettings({ mode: to });
  };
  const agree = () => {
    setAsked(true);
    if (mode) void saveSettings({ consent: DISCLOSURE, mode });
  };

  return (
    <main ref={main} tabIndex={-1} data-agreed={agreed}>
      <header>
        <img src={mark} alt="" width="44" height="44" />
        <div>
          <h1>Facet</h1>
          <p class="quiet">{t('welcome_what')}</p>
        </div>
      </header>
      {news.length > 0 && (
        <section class="card">
          <h2>{t('welcome_new')}</h2>
          <ul class="plain">
            {news.map((change) => (
              <li key={change}>{t(change)}</li>
            ))}
          </ul>
        </section>
      )}
      <Disclosure />
      <section class="card">
        <h2>{t('agree_how')}</h2>
        <ModeChoice chosen={mode} onChoose={choose} />
        <p class="quiet">{t('agree_anew')}</p>
      </section>
      {agreed ? (
        <>
          <section class="card agreement">
            <p role="status">{t('agreed')}</p>
            <button type="button" class="button" onClick={() => void saveSettings({ consent: 0 })}>
              {t('agreed_takeBack')}
            </button>
          </section>
          <NextSteps />
        </>
      ) : (
        <section class="card agreement">
          <p>{t('agree_text')}</p>
          {asked && !mode && <Message kind="error">{t('agree_choose')}</Message>}
          <div class="choices">
            <button type="button" class="button primary" onClick={agree}>
              {t('agree_yes')}
            </button>
            <button type="button" class="button" onClick={() => window.close()}>
              {t('agree_no')}
            </button>
          </div>
          <p class="quiet">{t('agree_until')}</p>
        </section>
      )}
    </main>
  );
}
