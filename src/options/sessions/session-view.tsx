import { useEffect, useMemo, useState } from 'preact/hooks';
import { errorWords } from '../../i18n/problem-words';
import { t } from '../../i18n/t';
import { report } from '../../report';
import { LONGEST_NOTE } from '../../session/marks';
import { readSeconds, type SessionSeconds } from '../../session/read-seconds';
import { Message } from '../../ui/message';
import { TimelineView } from '../timeline/timeline-view';
import { clockWords } from './clock-words';
import { type LoadedSession, loadSession } from './load-session';
import { PeopleSummary } from './people-summary';
import { SessionExports } from './session-exports';
import { SessionMarks } from './session-marks';
import { SessionPeople } from './session-people';
import { aboutWords, titleOf } from './session-words';
import { withStore } from './with-store';

/** One session, opened: its timeline, means, marks, notes and the forms in which it can be saved. */
export function SessionView({ id }: { id: string }) {
  const [loaded, setLoaded] = useState<LoadedSession | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  /** How often it was changed by what is pressed here, after which it is read anew. */
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    const ended = new AbortController();
    loadSession(id, ended.signal).then(setLoaded, (error: unknown) => {
      if (!ended.signal.aborted) setProblem(errorWords(error));
    });
    return () => ended.abort();
  }, [id, changes]);

  const title = loaded ? titleOf(loaded.session) : null;
  useEffect(() => {
    if (!title) return;
    const before = document.title;
    document.title = `${title} · Facet`;
    return () => {
      document.title = before;
    };
  }, [title]);
  const marks = useMemo(
    () => (loaded ? loaded.marks.map(({ time }) => time / 1000 - loaded.timeline.start) : []),
    [loaded?.marks],
  );

  return (
    <>
      <p>
        <a href="#sessions">{t('session_all')}</a>
      </p>
      {problem && <Message kind="error">{problem}</Message>}
      {!loaded && !problem && (
        <p class="waiting" role="status">
          <span class="spinner" />
          {t('session_opening')}
        </p>
      )}
      {loaded && (
        <div class="session" data-session={id}>
          <div>
            <h2 class="session-title">{title}</h2>
            <p class="quiet">{aboutWords(loaded.session)}</p>
            {clockWords(loaded.session) && <p class="quiet small">{clockWords(loaded.session)}</p>}
          </div>
          <TimelineView
            timeline={loaded.timeline}
            at={at}
            onAt={setAt}
            marks={marks}
            whole={loaded.timeline.lanes.length > 1}
          />
          <SessionMarks
            session={id}
            start={loaded.timeline.start}
            at={at}
            marks={loaded.marks}
            onMarks={(next) => setLoaded((now) => now && { ...now, marks: next })}
            onAt={setAt}
            onProblem={setProblem}
          />
          <section class="card" aria-label={t('notes')}>
            <h2 id="notes">{t('notes')}</h2>
            {/* The browser keeps what was typed for when it restores its tabs, outside of any session. */}
            <form autocomplete="off">
              <textarea
                aria-labelledby="notes"
                rows={4}
                maxLength={LONGEST_NOTE}
                value={loaded.note}
                onInput={({ currentTarget }) => setLoaded((now) => now && { ...now, note: currentTarget.value })}
                onChange={({ currentTarget: { value } }) =>
                  void withStore((store) => store.setNote({ session: id, text: value.trim() })).catch(
                    (error: unknown) => {
                      report('keeping a note', error);
                      setProblem(errorWords(error));
                    },
                  )
                }
              />
            </form>
          </section>
          <PeopleSummary lanes={loaded.timeline.lanes} onAt={setAt} />
          {loaded.session.mode !== 'audience' && (
            <SessionPeople
              session={loaded.session}
              onErased={() => setChanges((before) => before + 1)}
              onProblem={setProblem}
            />
          )}
          <SessionExports
            loaded={loaded}
            title={title!}
            read={(work) => withSeconds(id, work)}
            onProblem={setProblem}
          />
        </div>
      )}
    </>
  );
}

function withSeconds<T>(id: string, work: (seconds: SessionSeconds) => Promise<T>): Promise<T> {
  return withStore(async (store) => work(await readSeconds(store, id)));
}
