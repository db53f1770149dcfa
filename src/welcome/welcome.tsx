import { useState } from 'preact/hooks';
import { changesSince, DISCLOSURE, hasAgreed } from '../consent';
import type { Mode } from '../mode';
import { saveSettings } from '../settings';
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
          <p class="quiet">Says which facial expression people in a video call appear to have, on this computer.</p>
        </div>
      </header>
      {news.length > 0 && (
        <section class="card">
          <h2>What is new since you agreed</h2>
          <ul class="plain">
            {news.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        </section>
      )}
      <Disclosure />
      <section class="card">
        <h2>How you will use it</h2>
        <ModeChoice chosen={mode} onChoose={choose} />
        <p class="quiet">You can choose anew for each call.</p>
      </section>
      {agreed ? (
        <>
          <section class="card agreement">
            <p role="status">
              <strong>You agreed.</strong> Facet reads a call when you start it there, and never by itself.
            </p>
            <button type="button" class="button" onClick={() => void saveSettings({ consent: 0 })}>
              Take it back
            </button>
          </section>
          <NextSteps />
        </>
      ) : (
        <section class="card agreement">
          <p>
            I have read this. I agree that Facet looks at the pictures of the calls in which I start it, names the
            expressions in them, and keeps those readings in this browser. I will tell the people whom it reads.
          </p>
          {asked && !mode && <Message kind="error">Choose first how you will use it.</Message>}
          <div class="choices">
            <button type="button" class="button primary" onClick={agree}>
              I agree
            </button>
            <button type="button" class="button" onClick={() => window.close()}>
              Not now
            </button>
          </div>
          <p class="quiet">Until you agree, nothing is read: no call, no camera, no file.</p>
        </section>
      )}
    </main>
  );
}
