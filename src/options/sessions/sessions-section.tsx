import { SessionView } from './session-view';
import { Sessions } from './sessions';

/** The list of sessions, or the one that is open. */
export function SessionsSection({ open }: { open: string }) {
  return open ? <SessionView key={open} id={open} /> : <Sessions />;
}
