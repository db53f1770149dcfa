import { useCallback, useEffect, useState } from 'preact/hooks';
import { sentence } from '../../bridge/requests';
import { lastName } from '../../session/names';
import type { StoredSession } from '../../session/records';
import { SessionStore } from '../../session/store';
import { ExportButton } from '../../ui/export-button';
import { Icon } from '../../ui/icon';
import { Message } from '../../ui/message';
import { duration, when } from '../../ui/times';
import { ConfirmButton } from './confirm-button';

/** Everything that Facet ever stored about calls, and the way to be rid of it. */
export function Sessions() {
  const [sessions, setSessions] = useState<readonly StoredSession[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const change = useCallback(async (work: (store: SessionStore) => Promise<void>) => {
    try {
      const store = await SessionStore.open();
      try {
        await work(store);
        setSessions(await store.sessions());
      } finally {
        store.close();
      }
    } catch (error) {
      setProblem(sentence(error));
    }
  }, []);
  useEffect(() => void change(async () => {}), []);

  return (
    <>
      <p class="lead quiet">
        Numbers of past calls: one row per person, face and second. They are kept in this browser and nowhere else.
      </p>
      {problem && <Message kind="error">{problem}</Message>}
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
            {sessions.map((session) => (
              <li key={session.id}>
                <div>
                  <h2>{titleOf(session)}</h2>
                  <p class="quiet">
                    {duration(session.lastAt - session.startedAt)} · {people(session)}
                  </p>
                </div>
                <ExportButton session={session} of={titleOf(session)} onProblem={setProblem} />
                <ConfirmButton
                  of={titleOf(session)}
                  question="Delete for good?"
                  onConfirm={() => void change((store) => store.delete(session.id))}
                >
                  Delete
                </ConfirmButton>
              </li>
            ))}
          </ul>
          <p class="toolbar end">
            <ConfirmButton
              question={sessions.length === 1 ? 'Delete it for good?' : `Delete all ${sessions.length} for good?`}
              onConfirm={() => void change((store) => store.deleteEverything())}
            >
              Delete all sessions
            </ConfirmButton>
          </p>
          <p class="quiet small">A call that is being read right now starts a new record when you delete it.</p>
        </>
      )}
    </>
  );
}

function titleOf({ siteLabel, startedAt }: StoredSession): string {
  return `${siteLabel}, ${when(startedAt)}`;
}

/** "3 people: Ann, Bob, Participant 3" */
function people({ participants }: StoredSession): string {
  const called = participants.map(({ names, isSelf }) => `${lastName(names)}${isSelf ? ' (you)' : ''}`);
  if (called.length === 0) return 'Nobody was read';
  const count = called.length === 1 ? '1 person' : `${called.length} people`;
  const shown = called.slice(0, 4).join(', ');
  return called.length > 4 ? `${count}: ${shown} and ${called.length - 4} more` : `${count}: ${shown}`;
}
