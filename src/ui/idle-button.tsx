import type { ComponentChildren } from 'preact';

interface Props {
  /** There is nothing for it to do now. */
  readonly isIdle: boolean;
  /** In a sentence, why not, where it is not plain to see. */
  readonly why?: string;
  readonly onPress: () => void;
  readonly children: ComponentChildren;
}

/** A button that may be of no use for a while. It keeps the focus then, which a disabled one loses to the body. */
export function IdleButton({ isIdle, why, onPress, children }: Props) {
  return (
    <button
      type="button"
      class="button small"
      aria-disabled={isIdle}
      title={why}
      aria-description={why}
      onClick={() => isIdle || onPress()}
    >
      {children}
    </button>
  );
}
