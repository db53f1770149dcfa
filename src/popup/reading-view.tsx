import { meaningOf } from '../i18n/class-words';
import { problemWords } from '../i18n/problem-words';
import { t } from '../i18n/t';
import type { CallSnapshot } from '../messages';
import type { Settings } from '../settings';
import { saveSettings } from '../stored-settings';
import { backendWords } from '../ui/backend-words';
import { classesOf } from '../ui/engine-classes';
import { ExportButton } from '../ui/export-button';
import { Message } from '../ui/message';
import { Switch } from '../ui/switch';
import { AudienceView } from './audience-view';
import { CallSummary } from './call-summary';
import { PaceLine } from './pace-line';
import { PeopleList } from './people-list';

interface Props {
  readonly snapshot: CallSnapshot;
  readonly settings: Settings;
  readonly onStop: () => void;
  readonly onRestart: () => void;
  readonly onExclude: (participant: string, excluded: boolean) => void;
  readonly onErase: (participant: string) => Promise<boolean>;
  readonly onProblem: (message: string | null) => void;
}

/** A call being read: everyone with their bars. */
export function ReadingView(props: Props) {
  const { snapshot, settings, onStop, onRestart, onExclude, onErase, onProblem } = props;
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
      {storageProblem && <Message kind="warning">{problemWords(storageProblem)}</Message>}
      {engine.state === 'failed' && (
        <Message kind="error">
          <p>{problemWords(engine.problem)}</p>
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
        <>
          <AudienceView audience={audience ?? null} classes={engine.model.classes} />
          <p class="quiet small">{t('audience_leaveOut', { section: t('left') })}</p>
        </>
      )}
      {rows.length === 0 && mode !== 'audience' && (
        <p class="quiet nobody">{mode === 'mirror' ? t('popup_noOwnVideo') : t('popup_noVideo')}</p>
      )}
      {mode === 'people' && rows.length > 1 && engine.state === 'ready' && (
        <CallSummary rows={rows} classes={classesOf(engine)} />
      )}
      <PeopleList
        rows={rows}
        engine={engine}
        showsUsual={settings.usual}
        isBusy={snapshot.keptTo !== null}
        since={snapshot.startedAt}
        onExclude={onExclude}
        onErase={onErase}
      />
      <footer class="flowing">
        <ExportButton
          session={{ id: snapshot.sessionId, siteLabel: snapshot.siteLabel, startedAt: snapshot.startedAt }}
          onProblem={onProblem}
        />
        <p class="quiet small">{smallPrint(snapshot)}</p>
      </footer>
    </>
  );
}

function smallPrint(snapshot: CallSnapshot) {
  const { engine } = snapshot;
  if (engine.state !== 'ready') return t('popup_notFeelings');
  const { backend, model } = engine;
  return (
    <>
      <PaceLine {...snapshot} /> {meaningOf(model.classes)}
      <br />
      <span title={backendWords(backend)}>{t('popup_engine', { name: backend.name, version: model.version })}</span>
    </>
  );
}
