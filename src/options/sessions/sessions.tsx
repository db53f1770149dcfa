import { useCallback, useEffect, useState } from 'preact/hooks';
import { sentence } from '../../bridge/requests';
import type { StoredSession } from '../../session/records';
import { ExportButton } from '../../ui/export-button';
import { Icon } from '../../ui/icon';
import { Message } from '../../ui/message';
import { bytes, duration } from '../../ui/times';
import { people, titleOf } from './session-words';
import { useDeletion } from './use-deletion';
import { withStore } from './with-store';

/** Everything that Facet ever stored about calls, and the way to be rid of it. */
export function Sessions() {
  const [sessions, setSessions] = useState<readonly StoredSession[] | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [used, setUsed] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const list = useCallback(() => {
    withStore((store) => store.sessions()).then(setSessions, (error: unknown) => setProblem(sentence(error)));
    void navigator.storage.estimate().then(({ usage }) => setUsed(usage ?? null));
  }, []);
  useEffect(list, []);
  const deletion = useDeletion(list, setProblem);
  const remove = (ids: readonly string[]) => {
    setChosen(new Set());
    void deletion.remove(ids);
  };
  const choose = (id: string, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, id] : [...before].filter((other) => other !== id)));

  return (
    <>
      <p class="lead quiet">
        Numbers of past calls, second by second. They are kept in this browser and nowhere else
        {used !== null && sessions?.length ? `, and take about ${bytes(used)}` : ''}.
      </p>
      {problem && <Message kind="error">{problem}</Message>}
      {deletion.pending.length > 0 && (
        <div class="message undo" role="status">
          <span>
            {deletion.pending.length === 1
              ? 'One session was deleted.'
              : `${deletion.pending.length} sessions were deleted.`}
          </span>
          <button type="button" class="button small" onClick={() => void deletion.undo()}>
            Undo
          </button>
        </div>
      )}
      {!sessions && !problem && (
        <p class="waiting" role="status">
          <span class="spinner" />
          Looking for sessions
        </p>
      )}
      {sessions?.length === 0 && (
        <div class="empty">
          <Icon name="chart" size={26} />
          <p>No sessions yet</p>
          <p class="quiet">Start reading a call from Facet’s popup, and it appears here.</p>
        </div>
      )}
      {sessions && sessions.length > 0 && (
        <>
          <ul class="sessions">
            {sessions.map((session) => {
              const title = titleOf(session);
              return (
                <li key={session.id}>
                  {sessions.length > 1 && (
                    <input
                      type="checkbox"
                      aria-label={`Choose ${title}`}
                      checked={chosen.has(session.id)}
                      onChange={({ currentTarget }) => choose(session.id, currentTarget.checked)}
                    />
                  )}
                  <div>
                    <h2>
                      <a href={`#sessions/${encodeURIComponent(session.id)}`}>{title}</a>
                    </h2>
                    <p class="quiet">
                      {duration(session.lastAt - session.startedAt)} · {people(session)}
                    </p>
                  </div>
                  <ExportButton session={session} of={title} onProblem={setProblem} />
                  <button
                    type="button"
                    class="button small"
                    aria-label={`Delete: ${title}`}
                    onClick={() => remove([session.id])}
                  >
                    Delete
                  </button>
                </li>
              );
            })}
          </ul>
          <p class="toolbar end">
            {chosen.size > 0 && (
              <button type="button" class="button small" onClick={() => remove([...chosen])}>
                Delete the {chosen.size} chosen
              </button>
            )}
            <button type="button" class="button small" onClick={() => remove(sessions.map(({ id }) => id))}>
              Delete all sessions
            </button>
          </p>
          <p class="quiet small">
            What you delete can be taken back for 20 seconds while this page is open; then it is gone. A call that is
            being read right now starts a new record. Some bytes of it, names among them, may stay on the disk until the
            browser tidies up its files.
          </p>
        </>
      )}
    </>
  );
}
