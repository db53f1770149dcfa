import { useEffect, useState } from 'preact/hooks';
import { saveSettings } from '../../settings';
import { Switch } from '../../ui/switch';
import { useSettings } from '../../ui/use-settings';
import { Sites } from './sites';

export function SettingsSection() {
  const settings = useSettings();
  return (
    <>
      <section class="card">
        <h2>On the call</h2>
        {settings && (
          <Switch on={settings.overlay} onChange={(overlay) => void saveSettings({ overlay })}>
            Show badges and face boxes on the call
          </Switch>
        )}
        <p class="quiet">Off, the call page looks as if Facet were not there; reading and recording go on.</p>
        {settings && (
          <Switch on={settings.usual} onChange={(usual) => void saveSettings({ usual })}>
            Mark what a face shows more than it usually does
          </Switch>
        )}
        <p class="quiet">
          Off, badges and popup show the reading alone. What is usual is learned anew in every call and never stored;
          exports have columns for it either way.
        </p>
      </section>
      <Sites />
      <Shortcuts />
    </>
  );
}

function Shortcuts() {
  const [commands, setCommands] = useState<readonly chrome.commands.Command[]>([]);
  useEffect(() => void chrome.commands.getAll().then(setCommands), []);
  return (
    <section class="card">
      <h2>Keyboard</h2>
      <dl class="pairs">
        {commands
          .filter(({ name }) => name && !name.startsWith('_'))
          .map(({ name, description, shortcut }) => (
            <div key={name}>
              <dt>{description}</dt>
              <dd>{shortcut ? <kbd>{shortcut}</kbd> : <span class="quiet">not set</span>}</dd>
            </div>
          ))}
      </dl>
      <button
        type="button"
        class="button small"
        // A plain link to a chrome: page does nothing.
        onClick={() => void chrome.tabs.create({ url: 'chrome://extensions/shortcuts' })}
      >
        Change
      </button>
    </section>
  );
}
