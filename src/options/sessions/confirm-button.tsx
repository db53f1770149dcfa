import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface Props {
  readonly question: string;
  /** What it is about, where several stand in a list: for who hears the button alone. */
  readonly of?: string;
  readonly onConfirm: () => void;
  readonly children: string;
}

/** A button that asks before it does what cannot be undone. Escape, or leaving it, takes the question back. */
export function ConfirmButton({ question, of, onConfirm, children }: Props) {
  const [asking, setAsking] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const yes = useRef<HTMLButtonElement>(null);
  /** Answered by a key or a press, not by going elsewhere: the focus goes back to where it came from. */
  const answered = useRef(false);
  useLayoutEffect(() => {
    if (asking) yes.current?.focus();
    else if (answered.current) first.current?.focus();
    answered.current = false;
  }, [asking]);
  const answer = () => {
    answered.current = true;
    setAsking(false);
  };

  if (!asking) {
    return (
      <button
        ref={first}
        type="button"
        class="button small"
        aria-label={of && `${children}: ${of}`}
        onClick={() => setAsking(true)}
      >
        {children}
      </button>
    );
  }
  return (
    <fieldset
      class="confirm"
      aria-label={of ? `${question} ${of}` : question}
      onKeyDown={(event) => event.key === 'Escape' && answer()}
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
          answer();
          onConfirm();
        }}
      >
        Delete
      </button>
      <button type="button" class="button small" onClick={answer}>
        Keep
      </button>
    </fieldset>
  );
}
