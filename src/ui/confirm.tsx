import { t } from '../i18n/t';

interface Props {
  /** What is about to be lost, and that it cannot be undone. */
  readonly question: string;
  readonly onKeep: () => void;
  readonly onErase: () => void;
}

/** Asks before what cannot be undone. Escape keeps, as the first button does, which has the focus. */
export function Confirm({ question, onKeep, onErase }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // The popup would close with it.
    event.preventDefault();
    onKeep();
  };
  return (
    <fieldset class="confirm" onKeyDown={onKeyDown}>
      <legend>{question}</legend>
      {/* The first takes the focus: nothing is erased by the same key pressed twice. */}
      <button type="button" class="button small" ref={focus} onClick={onKeep}>
        {t('kept_keep')}
      </button>
      <button type="button" class="button small danger" onClick={onErase}>
        {t('kept_forGood')}
      </button>
    </fieldset>
  );
}

function focus(button: HTMLButtonElement | null): void {
  button?.focus();
}
