import { useState } from 'preact/hooks';
import { errorWords } from '../../i18n/problem-words';
import { t } from '../../i18n/t';
import { report } from '../../report';
import { annotations } from '../../session/annotations';
import { dictionaryText } from '../../session/columns';
import { exportFileName, linesFile } from '../../session/export';
import type { SessionSeconds } from '../../session/read-seconds';
import { sessionReport } from '../../session/report';
import { Icon } from '../../ui/icon';
import { IdleButton } from '../../ui/idle-button';
import { saveFile } from '../../ui/save-file';
import type { LoadedSession } from './load-session';

interface Props {
  readonly loaded: LoadedSession;
  readonly title: string;
  /** Every second of it, read anew; what the work returns is passed on. */
  readonly read: <T>(work: (seconds: SessionSeconds) => Promise<T>) => Promise<T>;
  readonly onProblem: (message: string | null) => void;
}

/** Every form in which a session leaves Facet, each with a sentence of what it is for. */
export function SessionExports({ loaded, title, read, onProblem }: Props) {
  const [busy, setBusy] = useState(false);
  const { session, timeline, marks, note } = loaded;
  const forms: readonly Form[] = [
    {
      words: t('exports_csv'),
      use: t('exports_csvUse'),
      ending: '.csv',
      make: () => read((seconds) => linesFile(seconds, 'csv')),
    },
    {
      words: t('exports_jsonl'),
      use: t('exports_jsonlUse'),
      ending: '.jsonl',
      make: () => read((seconds) => linesFile(seconds, 'jsonl')),
    },
    {
      words: t('exports_annotations'),
      use: t('exports_annotationsUse'),
      ending: '.annotations.txt',
      make: async () => text(annotations(timeline, marks), 'text/tab-separated-values'),
    },
    {
      words: t('exports_report'),
      use: t('exports_reportUse'),
      ending: '.html',
      make: async () => text(sessionReport(session, timeline, marks, note, title), 'text/html'),
    },
    {
      words: t('exports_columns'),
      use: t('exports_columnsUse'),
      ending: '.columns.txt',
      make: async () => text(dictionaryText(timeline.classes), 'text/plain'),
    },
  ];
  const save = async ({ make, ending }: Form) => {
    setBusy(true);
    onProblem(null);
    try {
      saveFile(await make(), exportFileName(session, ending));
    } catch (error) {
      report('exporting a session', error);
      onProblem(errorWords(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="card" aria-label={t('exports')}>
      <h2>{t('exports')}</h2>
      <ul class="exports">
        {forms.map((form) => (
          <li key={form.words}>
            <IdleButton isIdle={busy} onPress={() => void save(form)}>
              <Icon name="download" size={14} />
              {form.words}
            </IdleButton>
            <span class="quiet">{form.use}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Form {
  readonly words: string;
  readonly use: string;
  readonly ending: string;
  readonly make: () => Promise<Blob>;
}

function text(content: string, type: string): Blob {
  return new Blob([content], { type: `${type};charset=utf-8` });
}
