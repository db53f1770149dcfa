import { useEffect, useState } from 'preact/hooks';
import browser, { type Commands } from 'webextension-polyfill';
import { t } from '../../i18n/t';

/** The keys as they are set, and the way to change them. */
export function Shortcuts() {
  const [commands, setCommands] = useState<readonly Commands.Command[]>([]);
  useEffect(() => void browser.commands.getAll().then(setCommands), []);
  return (
    <section class="card">
      <h2>{t('keys')}</h2>
      <dl class="pairs">
        {commands
          .filter(({ name }) => name && !name.startsWith('_'))
          .map(({ name, description, shortcut }) => (
            <div key={name}>
              <dt>{description}</dt>
              <dd>{shortcut ? <kbd>{shortcut}</kbd> : <span class="quiet">{t('keys_notSet')}</span>}</dd>
            </div>
          ))}
      </dl>
      <button
        type="button"
        class="button small"
        // A plain link to a chrome: page does nothing.
        onClick={() => void browser.tabs.create({ url: 'chrome://extensions/shortcuts' })}
      >
        {t('keys_change')}
      </button>
    </section>
  );
}
