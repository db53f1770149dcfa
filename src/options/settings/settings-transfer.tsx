import { useState } from 'preact/hooks';
import { forgetMeasured } from '../../backend-memory';
import { list } from '../../i18n/format';
import { problemWords } from '../../i18n/problem-words';
import { t } from '../../i18n/t';
import { problemOf } from '../../problem';
import { DEFAULTS, type Settings } from '../../settings';
import { readSettingsFile, writeSettingsFile } from '../../settings-file';
import { Message } from '../../ui/message';
import { saveFile } from '../../ui/save-file';
import type { Save } from './use-save';

interface Said {
  readonly kind: 'note' | 'error';
  readonly text: string;
}

/** Settings out of and into a file, and all of them back to their defaults, and what was measured forgotten. */
export function SettingsTransfer({ settings, save }: { settings: Settings; save: Save }) {
  const [said, setSaid] = useState<Said | null>(null);
  const open = async (file: File) => {
    try {
      const read = readSettingsFile(await file.text());
      if (!read.ok) return setSaid({ kind: 'error', text: `${file.name}: ${problemWords(read.problem)}` });
      const note = { kind: 'note', text: taken(read.choices, settings, read.unknown) } as const;
      setSaid((await save(read.choices)) ? note : null);
    } catch (error) {
      setSaid({
        kind: 'error',
        text: problemWords({ code: 'settings_unread', name: file.name, why: problemOf(error) }),
      });
    }
  };
  const reset = async () => {
    const { consent: _, ...choices } = DEFAULTS;
    forgetMeasured();
    const note = { kind: 'note', text: t('transfer_done') } as const;
    setSaid((await save(choices)) ? note : null);
  };
  return (
    <section class="card">
      <h2>{t('transfer')}</h2>
      <p class="quiet">{t('transfer_what')}</p>
      <p class="toolbar">
        <button
          type="button"
          class="button"
          onClick={() =>
            saveFile(new Blob([writeSettingsFile(settings)], { type: 'application/json' }), 'facet-settings.json')
          }
        >
          {t('transfer_export')}
        </button>
        <label class="button file-button">
          {t('transfer_import')}
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
          {t('transfer_reset')}
        </button>
      </p>
      {said && <Message kind={said.kind}>{said.text}</Message>}
    </section>
  );
}

function taken(choices: Partial<Settings>, before: Settings, unknown: readonly string[]): string {
  const changed = (Object.keys(choices) as (keyof Settings)[]).filter((name) => choices[name] !== before[name]).length;
  const what = changed === 0 ? t('transfer_same') : t('transfer_changed', { count: changed });
  return unknown.length === 0 ? what : `${what} ${t('transfer_unknown', { names: list(unknown) })}`;
}
