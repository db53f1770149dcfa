import { useEffect, useState } from 'preact/hooks';
import { saveSettings } from '../../settings';
import { ModeChoice } from '../../ui/mode-choice';
import { Switch } from '../../ui/switch';
import { useSettings } from '../../ui/use-settings';
import { Keeping } from './keeping';
import { LeftOut } from './left-out';
import { Sites } from './sites';

export function SettingsSection() {
  const settings = useSettings();
  return (
    <>
      {settings && (
        <section class="card">
          <h2>How calls are read</h2>
          <ModeChoice chosen={settings.mode} onChoose={(mode) => void saveSettings({ mode })} />
          <p class="quiet">
            For calls that you start by the keyboard, and chosen already in the popup. Default: People.
          </p>
        </section>
      )}
      <section class="card">
        <h2>On the call</h2>
        {settings && (
          <Switch on={settings.overlay} onChange={(overlay) => void saveSettings({ overlay })}>
            Show badges and face boxes on the call
          </Switch>
        )}
        <p class="quiet">Off, only the line that says that Facet reads stays on the call page. Default: on.</p>
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
      {settings && <Keeping settings={settings} />}
      <LeftOut />
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
