import { useEffect, useState } from 'preact/hooks';

/** The keys as they are set, and the way to change them. */
export function Shortcuts() {
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
        Change keys
      </button>
    </section>
  );
}
