import { useId } from 'preact/hooks';
import { t } from '../../i18n/t';

interface Props {
  readonly words: string;
  /** A folder is chosen, not a zip file. */
  readonly folder?: true;
  /** A model is being checked: another one waits. */
  readonly busy: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A button that opens the system's choice of files. While it is of no use it keeps the focus, and says why. */
export function FileButton({ words, folder, busy, onFiles }: Props) {
  const why = useId();
  return (
    <label class={busy ? 'button small busy' : 'button small'} title={busy ? t('own_wait') : undefined}>
      {words}
      <input
        type="file"
        class="visually-hidden"
        aria-disabled={busy}
        aria-describedby={busy ? why : undefined}
        // As an attribute: browsers know it, types of JSX do not.
        {...(folder ? { webkitdirectory: true } : { accept: '.zip', multiple: false })}
        onClick={(event) => busy && event.preventDefault()}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same files can then be chosen again.
          currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      {busy && (
        <span id={why} hidden>
          {t('own_wait')}
        </span>
      )}
    </label>
  );
}
