import { useCallback, useEffect, useState } from 'preact/hooks';
import { send } from '../../bridge/requests';
import { errorWords } from '../../i18n/problem-words';
import { report } from '../../report';
import { withStore } from './with-store';

/** Milliseconds in which a deletion can be taken back. */
const UNDO = 20_000;

export interface Deletion {
  /** Sessions that are deleted and can still be taken back. */
  readonly pending: readonly string[];
  readonly remove: (sessions: readonly string[]) => Promise<void>;
  readonly undo: () => Promise<void>;
}

/**
 * Deletes sessions in two steps: at once from all that is shown, for good when the time to undo is over, the page is left,
 * or the browser starts again.
 *
 * @param onChange is told when other sessions are shown now.
 */
export function useDeletion(onChange: () => void, onProblem: (message: string) => void): Deletion {
  const [pending, setPending] = useState<readonly string[]>([]);
  const guarded = useCallback(async (work: () => Promise<unknown>) => {
    try {
      await work();
      onChange();
    } catch (error) {
      report('deleting a session', error);
      onProblem(errorWords(error));
    }
  }, []);
  const finish = useCallback(() => void send('trash.empty', {}).catch(() => undefined), []);

  useEffect(() => {
    if (pending.length === 0) return;
    const timer = setTimeout(() => {
      setPending([]);
      finish();
    }, UNDO);
    return () => clearTimeout(timer);
  }, [pending]);
  useEffect(() => {
    // What an earlier page left, and what this one leaves.
    finish();
    addEventListener('pagehide', finish);
    return () => {
      removeEventListener('pagehide', finish);
      finish();
    };
  }, []);

  return {
    pending,
    remove: (sessions) =>
      guarded(async () => {
        await withStore((store) => store.putInTrash(sessions));
        setPending((before) => [...before, ...sessions]);
      }),
    undo: () =>
      guarded(async () => {
        await withStore((store) => store.takeBack(pending));
        setPending([]);
      }),
  };
}
