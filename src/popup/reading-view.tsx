import { meaningOf } from '../i18n/class-words';
import { number } from '../i18n/format';
import { t } from '../i18n/t';
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

/** A call being read: everyone with their bars. */
export function ReadingView({ snapshot, settings, onStop, onRestart, onExclude, onProblem }: Props) {
  const { engine, rows, audience, mode, storageProblem } = snapshot;
  return (
    <>
      <div class="controls">
        <button type="button" class="button small" onClick={onStop}>
          {t('popup_stop')}
        </button>
        <Switch on={settings.overlay} onChange={(on) => void saveSettings({ overlay: on })}>
          {t('popup_badges')}
        </Switch>
      </div>
      {storageProblem && <Message kind="warning">{storageProblem}</Message>}
      {engine.state === 'failed' && (
        <Message kind="error">
          <p>{engine.message}</p>
          <button type="button" class="button small danger" onClick={onRestart}>
            {t('popup_startAgain')}
          </button>
        </Message>
      )}
      {engine.state === 'loading' && (
        <div class="message loading" role="status">
          <span class="spinner" />
          {t(`loading_${engine.step}`)}
        </div>
      )}
      {mode === 'audience' && engine.state === 'ready' && (
        <AudienceView audience={audience ?? null} classes={engine.model.classes} />
      )}
      {rows.length === 0 && mode !== 'audience' && (
        <p class="quiet nobody">{mode === 'mirror' ? t('popup_noOwnVideo') : t('popup_noVideo')}</p>
      )}
      <h2 class="visually-hidden">{t('popup_participants')}</h2>
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
  if (engine.state !== 'ready') return t('popup_notFeelings');
  const { backend, model } = engine;
  return (
    <>
      <span title={backend.why}>
        {t('popup_backend', { name: backend.name, rate: number(rate, { maximumFractionDigits: 1 }) })}
      </span>
      <br />
      {t('popup_model', { version: model.version })}
      <br />
      {meaningOf(model.classes)}
    </>
  );
}
