import { useState } from 'preact/hooks';
import { Icon } from '../../ui/icon';

/** A place to drop a file on, and a button that opens the system's own choice. */
export function DropZone({ onFile }: { onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  return (
    <label
      class={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <Icon name="picture" size={22} />
      <span>
        Drop a file here, or <u>choose one</u>
      </span>
      <input
        type="file"
        class="visually-hidden"
        accept="image/*,video/*"
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file can then be chosen again.
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}
