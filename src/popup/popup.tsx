import { useEffect, useState } from 'preact/hooks';
import { send } from '../bridge/requests';
import { hasAgreed } from '../consent';
import { problemWords } from '../i18n/problem-words';
import type { Outcome } from '../messages';
import type { Mode } from '../mode';
import { problemOf } from '../problem';
import { report } from '../report';
import { eraseParticipant } from '../ui/erase-participant';
import { Message } from '../ui/message';
import { useKeptFocus } from '../ui/use-kept-focus';
import { useSettings } from '../ui/use-settings';
import { Header } from './header';
import { LastSession } from './last-session';
import { MarkForm } from './mark-form';
import { PageChanged } from './page-changed';
import { EnableSite, Impossible, Nobody, NoCall, Ready, Reload, Starting, Welcome } from './page-views';
import { ReadingView } from './reading-view';
import { useCall } from './use-call';
import { viewOf } from './view';

async function erase(session: string, participant: string): Promise<Outcome> {
  await eraseParticipant(session, participant);
  return { ok: true };
}

const isPanel = new URLSearchParams(location.search).has('panel');

/** Start and stop, readings and states of one tab's call. */
export function Popup({ namedTab }: { namedTab: number | null }) {
  const settings = useSettings();
  const main = useKeptFocus();
  const { page, probe, snapshot } = useCall(namedTab);
  const [starting, setStarting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const access = page === null ? ({ is: 'impossible' } as const) : page?.access;
  const agreed = settings ? hasAgreed(settings) : undefined;
  const known = { hasAgreed: agreed, access, snapshot, starting };
  const view = viewOf({ ...known, probe: page === null ? null : probe });
  const tabId = page?.tabId;

  useEffect(() => {
    if (snapshot) setStarting(false);
  }, [snapshot !== null]);

  useEffect(() => {
    // A start that finds no engine there brings it up, and says what went wrong.
    if (view.is === 'ready') void send('engine.prepare', {}).catch(() => undefined);
  }, [view.is === 'ready']);

  /** @returns whether it was done; why not is said. */
  const ask = async (request: Promise<Outcome>): Promise<boolean> => {
    setProblem(null);
    const outcome = await request.catch((error: unknown): Outcome => {
      report('asking for what was pressed', error);
      return { ok: false, problem: problemOf(error) };
    });
    if (outcome.ok) return true;
    setStarting(false);
    setProblem(problemWords(outcome.problem));
    return false;
  };
  const start = (mode: Mode) => {
    if (tabId === undefined) return;
    setStarting(true);
    void ask(send('call.start', { tabId, mode }));
  };
  const stop = async () => {
    if (tabId === undefined) return;
    setStarting(false);
    await ask(send('call.stop', { tabId }));
  };

  return (
    <>
      <Header
        view={view}
        panelTab={view.is === 'reading' && !isPanel && tabId !== undefined ? tabId : null}
        onProblem={setProblem}
      />
      <main ref={main} tabIndex={-1} data-view={view.is}>
        {problem && <Message kind="error">{problem}</Message>}
        {agreed && probe?.changed && tabId !== undefined && (
          <PageChanged siteLabel={probe.siteLabel} tabId={tabId} onProblem={setProblem} />
        )}
        {view.is === 'reading' && probe?.problem && <Message kind="warning">{problemWords(probe.problem)}</Message>}
        {view.is === 'welcome' && <Welcome isUpdate={settings !== null && settings.consent > 0} />}
        {view.is === 'reading' && tabId !== undefined && <MarkForm tabId={tabId} onProblem={setProblem} />}
        {view.is === 'impossible' && <Impossible />}
        {view.is === 'enable' && <EnableSite host={view.host} pattern={view.pattern} onProblem={setProblem} />}
        {view.is === 'reload' && <Reload tabId={tabId} />}
        {view.is === 'no call' && <NoCall siteLabel={view.siteLabel} />}
        {view.is === 'ready' && settings && <Ready probe={view.probe} preferred={settings.mode} onStart={start} />}
        {view.is === 'starting' && <Starting onStop={() => void stop()} />}
        {view.is === 'nobody' && <Nobody {...view} onStop={() => void stop()} />}
        {view.is === 'reading' && settings && (
          <ReadingView
            snapshot={view.snapshot}
            settings={settings}
            onStop={() => void stop()}
            onExclude={(participantId, excluded) =>
              tabId !== undefined && void ask(send('participant.exclude', { tabId, participantId, excluded }))
            }
            onErase={(participant) => ask(erase(view.snapshot.sessionId, participant))}
            onRestart={() => void stop().then(() => start(view.snapshot.mode))}
            onProblem={setProblem}
          />
        )}
        {['ready', 'no call', 'reload', 'enable'].includes(view.is) && <LastSession onProblem={setProblem} />}
      </main>
    </>
  );
}
