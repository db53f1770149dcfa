import type { ComponentChildren } from 'preact';

interface Props {
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  /** Id of what says more about it. */
  readonly describedBy?: string;
  readonly children: ComponentChildren;
}

export function Switch({ on, onChange, describedBy, children }: Props) {
  return (
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        checked={on}
        aria-checked={on}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  );
}
