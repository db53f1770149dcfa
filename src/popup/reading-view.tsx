import { meaningOf } from '../classes';
import { LOADING } from '../loading';
import type { CallSnapshot, Exclusion } from '../messages';
import { type Settings, saveSettings } from '../settings';
import { ExportButton } from '../ui/export-button';
import { Message } from '../ui/message';
import { Switch } from '../ui/switch';
import { AudienceView } from './audience-view';
import { ParticipantRow } from './participant-row';

interface Props {
  readonly snapshot: CallSnapshot;
  readonly settings: Settings;
  readonly onStop: () => void;
  readonly onRestart: () => void;
  readonly onExclude: (order: Omit<Exclusion, 'tabId'>) => void;
  readonly onProblem: (message: string | null) => void;
}

const NOBODY = {
  mirror: 'Your own video is not on the page at the moment.',
  people: 'No one’s video is on the page at the moment.',
};

/** A call being read: everyone with their bars. */
export function ReadingView({ snapshot, settings, onStop, onRestart, onExclude, onProblem }: Props) {
  const { engine, rows, audience, mode, storageProblem } = snapshot;
  return (
    <>
      <div class="controls">
        <button type="button" class="button small" onClick={onStop}>
          Stop
        </button>
        <Switch on={settings.overlay} onChange={(on) => void saveSettings({ overlay: on })}>
          Badges on the call
        </Switch>
      </div>
      {storageProblem && <Message kind="warning">{storageProblem}</Message>}
      {engine.state === 'failed' && (
        <Message kind="error">
          <p>{engine.message}</p>
          <button type="button" class="button small danger" onClick={onRestart}>
            Start again
          </button>
        </Message>
      )}
      {engine.state === 'loading' && (
        <div class="message loading" role="status">
          <span class="spinner" />
          {LOADING[engine.step]}
        </div>
      )}
      {mode === 'audience' && engine.state === 'ready' && (
        <AudienceView audience={audience ?? null} classes={engine.model.classes} />
      )}
      {rows.length === 0 && mode !== 'audience' && <p class="quiet nobody">{NOBODY[mode]}</p>}
      <h2 class="visually-hidden">Participants</h2>
      <ul class="participants">
        {rows.map(({ participant, reading, history }) => (
          <ParticipantRow
            key={participant.id}
            participant={participant}
            reading={reading}
            engine={engine}
            showsUsual={settings.usual}
            history={history}
            onExclude={(excluded, erase) => onExclude({ participantId: participant.id, excluded, erase })}
          />
        ))}
      </ul>
      <footer>
        <p class="quiet small">{smallPrint(snapshot)}</p>
        <ExportButton
          session={{ id: snapshot.sessionId, siteLabel: snapshot.siteLabel, startedAt: snapshot.startedAt }}
          onProblem={onProblem}
        />
      </footer>
    </>
  );
}

function smallPrint({ engine, rate }: CallSnapshot) {
  if (engine.state !== 'ready') return 'Shows expressions, not feelings.';
  const { backend, model } = engine;
  return (
    <>
      <span title={backend.why}>
        Back end {backend.name}, {rate.toFixed(1)} readings/s each
      </span>
      <br />
      Model {model.version}
      <br />
      {meaningOf(model.classes)}
    </>
  );
}
