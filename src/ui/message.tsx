import type { VNode } from 'preact';
import { Icon } from './icon';

/** Preact's own type takes any object, of which nothing would show. */
type Words = VNode | string | number | boolean | null | undefined | readonly Words[];

/** Something that the user should know. Errors are read out at once. */
export function Message({ kind, children }: { kind: 'note' | 'warning' | 'error'; children: Words }) {
  return (
    <div class={`message ${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      {kind !== 'note' && <Icon name="warning" />}
      <div>{children}</div>
    </div>
  );
}
