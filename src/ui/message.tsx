import type { ComponentChildren } from 'preact';
import { Icon } from './icon';

/** Something that the user should know. Errors are read out at once. */
export function Message({ kind, children }: { kind: 'note' | 'warning' | 'error'; children: ComponentChildren }) {
  return (
    <div class={`message ${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      {kind !== 'note' && <Icon name="warning" />}
      <div>{children}</div>
    </div>
  );
}
