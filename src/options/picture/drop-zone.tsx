import { useEffect, useState } from 'preact/hooks';
import { parts, t } from '../../i18n/t';
import { Icon } from '../../ui/icon';
import { droppedFiles } from './dropped-files';

interface Props {
  /** Told what was chosen or dropped; none where something else than files was dropped. */
  readonly onFiles: (files: readonly File[]) => void;
}

/** A button that opens the system's own choice. Files may be dropped anywhere: beside it, Chrome would leave the page for them. */
export function DropZone({ onFiles }: Props) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const ended = new AbortController();
    const listen = (type: 'dragover' | 'dragleave' | 'drop', then: (event: DragEvent) => void) =>
      addEventListener(
        type,
        (event) => {
          event.preventDefault();
          then(event);
        },
        { signal: ended.signal },
      );
    listen('dragover', () => setOver(true));
    listen('dragleave', ({ relatedTarget }) => relatedTarget === null && setOver(false));
    listen('drop', ({ dataTransfer }) => {
      setOver(false);
      if (dataTransfer) void droppedFiles(dataTransfer).then(onFiles);
    });
    const paste = ({ clipboardData }: ClipboardEvent) => {
      const files = [...(clipboardData?.files ?? [])];
      if (files.length > 0) onFiles(files);
    };
    addEventListener('paste', paste, { signal: ended.signal });
    return () => ended.abort();
  }, [onFiles]);

  return (
    <label class={over ? 'drop over' : 'drop'}>
      <Icon name="picture" size={22} />
      <span>{parts('analyse_drop', { choose: <u key="choose">{t('analyse_choose')}</u> })}</span>
      <input
        type="file"
        multiple
        class="visually-hidden"
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file can then be chosen again.
          currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </label>
  );
}
