import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface Props {
  readonly question: string;
  readonly onConfirm: () => void;
  readonly children: ComponentChildren;
}

/** A button that asks before it does what cannot be undone. Escape, or leaving it, takes the question back. */
export function ConfirmButton({ question, onConfirm, children }: Props) {
  const [asking, setAsking] = useState(false);
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking) yes.current?.focus();
  }, [asking]);

  if (!asking) {
    return (
      <button type="button" class="button small" onClick={() => setAsking(true)}>
        {children}
      </button>
    );
  }
  return (
    <fieldset
      class="confirm"
      aria-label={question}
      onKeyDown={(event) => event.key === 'Escape' && setAsking(false)}
      onFocusOut={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setAsking(false);
      }}
    >
      <span>{question}</span>
      <button
        ref={yes}
        type="button"
        class="button small danger"
        onClick={() => {
          setAsking(false);
          onConfirm();
        }}
      >
        Delete
      </button>
      <button type="button" class="button small" onClick={() => setAsking(false)}>
        Keep
      </button>
    </fieldset>
  );
}
