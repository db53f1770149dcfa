import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { send } from '../../bridge/requests';
import { errorWords, problemWords } from '../../i18n/problem-words';
import { report } from '../../report';
import { UNDO } from '../../session/store/deletion';
import { withStore } from './with-store';

/** On which pages that list sessions tell each other that the list is another now. */
const CHANNEL = 'facet.sessions';

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
 * @param onChange is told when other sessions are to be shown now, also by what another page did.
 * @param onProblem is told what went wrong with what was pressed last; null: nothing.
 */
export function useDeletion(onChange: () => void, onProblem: (message: string | null) => void): Deletion {
  const [pending, setPending] = useState<readonly string[]>([]);
  /** The same, for when the page is left. */
  const latest = useRef(pending);
  const others = useRef<BroadcastChannel | null>(null);
  const keep = useCallback((sessions: readonly string[]) => {
    latest.current = sessions;
    setPending(sessions);
  }, []);
  const guarded = useCallback(async (work: () => Promise<unknown>) => {
    onProblem(null);
    try {
      await work();
      others.current?.postMessage(null);
      onChange();
    } catch (error) {
      report('deleting a session', error);
      onProblem(errorWords(error));
    }
  }, []);
  /** Of this page alone: another one may still show a way back. */
  const finish = useCallback(() => {
    if (latest.current.length > 0) empty({ sessions: [...latest.current] });
    latest.current = [];
  }, []);

  useEffect(() => {
    if (pending.length === 0) return;
    const timer = setTimeout(() => {
      finish();
      setPending([]);
    }, UNDO);
    return () => clearTimeout(timer);
  }, [pending]);
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    // What an earlier page left, and what this one leaves.
    empty({});
    addEventListener('pagehide', finish, { signal });
    const channel = new BroadcastChannel(CHANNEL);
    others.current = channel;
    channel.addEventListener('message', onChange, { signal });
    // A call that was read meanwhile, or one whose days are over.
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && onChange(), {
      signal,
    });
    return () => {
      ended.abort();
      channel.close();
      finish();
    };
  }, []);

  return {
    pending,
    remove: (sessions) =>
      guarded(async () => {
        const all = () => [...latest.current, ...sessions];
        // The time to undo begins anew for all of them.
        await withStore((store) => store.putInTrash(all()));
        keep(all());
      }),
    undo: () =>
      guarded(async () => {
        const gone = await withStore((store) => store.takeBack(pending));
        keep([]);
        if (gone.length > 0) onProblem(problemWords({ code: 'undo_late', count: gone.length }));
      }),
  };
}

function empty(which: { sessions?: string[] }): void {
  void send('trash.empty', which).catch((error: unknown) => report('emptying the trash', error));
}
