import { useEffect, useRef, useState } from 'preact/hooks';
import type { FaceReading } from '../../engine/types';
import { meaningOf } from '../../i18n/class-words';
import { errorWords } from '../../i18n/problem-words';
import { t } from '../../i18n/t';
import { report } from '../../report';
import { classesOf } from '../../ui/engine-classes';
import { Icon } from '../../ui/icon';
import { Message } from '../../ui/message';
import { FaceBoxes } from '../face-boxes';
import { FaceList } from '../face-list';
import type { LocalEngine } from '../local-engine';
import { readVideo, shapeOf } from '../read-video';
import { cameraProblem } from './camera-problem';
import { openCamera } from './open-camera';
import { useCameras } from './use-cameras';

type Phase = 'off' | 'starting' | 'on';

/** Your own face, as Facet reads it: the quickest way to see what it can and cannot do. */
export function CameraSection({ engine }: { engine: LocalEngine }) {
  const [phase, setPhase] = useState<Phase>('off');
  const [faces, setFaces] = useState<readonly FaceReading[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [chosen, setChosen] = useState('');
  const [shape, setShape] = useState('4 / 3');
  const cameras = useCameras(phase === 'on');
  const video = useRef<HTMLVideoElement>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const stop = (why: string | null = null) => {
    running.current?.abort();
    running.current = null;
    setPhase('off');
    setFaces([]);
    setProblem(why);
  };

  const start = async (deviceId: string) => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setProblem(null);
    setPhase('starting');
    // While the user answers the browser's question, the engine loads.
    const loading = engine.load();
    loading.catch(() => {});
    try {
      await openCamera(video.current!, deviceId, () => stop(t('cameraProblem_unplugged')), abort.signal);
    } catch (error) {
      if (!abort.signal.aborted) stop(cameraProblem(error));
      return;
    }
    try {
      const pipeline = await loading;
      if (abort.signal.aborted) return;
      setPhase('on');
      await readVideo(video.current!, pipeline, (reading) => setFaces(reading.faces), abort.signal);
    } catch (error) {
      if (abort.signal.aborted) return;
      report('reading the camera', error);
      stop(errorWords(error));
    }
  };

  const choose = (deviceId: string) => {
    setChosen(deviceId);
    if (phase !== 'off') void start(deviceId);
  };

  /** A phone that is turned, or another program, changes it while the camera runs. */
  const follow = (element: HTMLVideoElement) => {
    if (element.videoWidth === 0) return;
    setShape(shapeOf(element));
    setFaces([]);
  };

  return (
    <>
      <p class="lead quiet">
        {t('camera_lead')} {meaningOf(classesOf(engine.state))}
      </p>
      <div class="toolbar">
        {phase === 'off' ? (
          <button type="button" class="button primary" onClick={() => void start(chosen)}>
            <Icon name="camera" />
            {t('camera_start')}
          </button>
        ) : (
          <button type="button" class="button" onClick={() => stop()}>
            {t('camera_stop')}
          </button>
        )}
        {cameras.length > 0 && (
          <label class="choice">
            {t('camera_label')}
            <select value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
              <option value="">{t('camera_default')}</option>
              {cameras.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {problem && <Message kind="error">{problem}</Message>}
      <div class="stage-row">
        <div class="stage" style={{ aspectRatio: shape }}>
          <video
            ref={video}
            class="mirrored"
            muted
            playsInline
            onResize={({ currentTarget }) => follow(currentTarget)}
            aria-label={t('camera_mirror')}
          />
          {phase === 'on' && <FaceBoxes faces={faces} classes={classesOf(engine.state)} mirrored />}
          {phase !== 'on' && <StageNote phase={phase} step={loadingStep(engine)} />}
        </div>
        {phase === 'on' && (
          <div class="beside">
            <FaceList faces={faces} engine={engine.state} empty={t('noFace')} heading="h2" />
          </div>
        )}
      </div>
    </>
  );
}

function StageNote({ phase, step }: { phase: Phase; step: string | null }) {
  if (phase === 'off') return <p class="stage-note">{t('camera_isOff')}</p>;
  return (
    <p class="stage-note" role="status">
      <span class="spinner" />
      {step ?? t('camera_waiting')}
    </p>
  );
}

function loadingStep({ state }: LocalEngine): string | null {
  return state?.state === 'loading' ? t(`loading_${state.step}`) : null;
}
