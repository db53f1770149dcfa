import { useState } from 'preact/hooks';
import { sentence } from '../../sentence';
import { DEFAULTS, type Settings } from '../../settings';
import { readSettingsFile, writeSettingsFile } from '../../settings-file';
import { Message } from '../../ui/message';
import { saveFile } from '../../ui/save-file';
import type { Save } from './use-save';

interface Said {
  readonly kind: 'note' | 'error';
  readonly text: string;
}

/** Settings out of and into a file, and all of them back to their defaults. */
export function SettingsTransfer({ settings, save }: { settings: Settings; save: Save }) {
  const [said, setSaid] = useState<Said | null>(null);
  const open = async (file: File) => {
    try {
      const read = readSettingsFile(await file.text());
      if (!read.ok) return setSaid({ kind: 'error', text: `${file.name}: ${read.message}` });
      const note = { kind: 'note', text: taken(read.choices, settings, read.unknown) } as const;
      setSaid((await save(read.choices)) ? note : null);
    } catch (error) {
      setSaid({ kind: 'error', text: `${file.name} could not be read: ${sentence(error)}` });
    }
  };
  const reset = async () => {
    const { consent: _, ...choices } = DEFAULTS;
    const note = { kind: 'note', text: 'All settings are as they were when Facet was installed.' } as const;
    setSaid((await save(choices)) ? note : null);
  };
  return (
    <section class="card">
      <h2>Settings as a file</h2>
      <p class="quiet">
        To have them on another computer, or back. Sites, people who are left out and your agreement are not in the
        file.
      </p>
      <p class="toolbar">
        <button
          type="button"
          class="button"
          onClick={() =>
            saveFile(new Blob([writeSettingsFile(settings)], { type: 'application/json' }), 'facet-settings.json')
          }
        >
          Export settings
        </button>
        <label class="button file-button">
          Import settings
          <input
            type="file"
            class="visually-hidden"
            accept=".json,application/json"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              if (file) void open(file);
              // The same file again is news too.
              currentTarget.value = '';
            }}
          />
        </label>
        <button type="button" class="button" onClick={() => void reset()}>
          Reset all to default
        </button>
      </p>
      {said && <Message kind={said.kind}>{said.text}</Message>}
    </section>
  );
}

function taken(choices: Partial<Settings>, before: Settings, unknown: readonly string[]): string {
  const changed = (Object.keys(choices) as (keyof Settings)[]).filter((name) => choices[name] !== before[name]).length;
  const what = changed === 0 ? 'All settings of the file were so already.' : `${changed} of the settings changed.`;
  return unknown.length === 0 ? what : `${what} This version of Facet does not know: ${unknown.join(', ')}.`;
}
