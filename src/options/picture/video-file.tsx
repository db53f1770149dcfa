import { useEffect, useRef, useState } from 'preact/hooks';
import type { FaceReading } from '../../engine/types';
import { errorWords, problemWords } from '../../i18n/problem-words';
import { t } from '../../i18n/t';
import { report } from '../../report';
import { classesOf } from '../../ui/engine-classes';
import { FaceBoxes } from '../face-boxes';
import { FaceList } from '../face-list';
import type { LocalEngine } from '../local-engine';
import { readVideo } from '../read-video';
import { FilmReader } from './film-reader';

interface Props {
  readonly name: string;
  readonly content: Blob;
  /** Plays from the moment that it can be read. */
  readonly playing: boolean;
  readonly engine: LocalEngine;
  /** Of each face. */
  readonly heading: 'h2' | 'h3';
  readonly onProblem: (message: string) => void;
}

/** A video with live boxes while it plays; paused, it keeps the last ones. */
export function VideoFile({ name, content, playing, engine, heading, onProblem }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  /** null: nothing was read yet. */
  const started = useRef(false);
  /** The whole video is being read, without playing it. */
  const [filming, setFilming] = useState(false);
  const [faces, setFaces] = useState<readonly FaceReading[] | null>(null);

  useEffect(() => {
    const element = video.current!;
    const url = URL.createObjectURL(content);
    element.src = url;
    return () => {
      element.removeAttribute('src');
      element.load();
      URL.revokeObjectURL(url);
    };
  }, []);
  useEffect(() => {
    // The engine reads one thing at a time.
    if (filming) return;
    const ended = new AbortController();
    const element = video.current!;
    const read = async () => {
      const pipeline = await engine.load();
      if (ended.signal.aborted) return;
      // Chrome may want a press of its own button first.
      if (playing && !started.current) void element.play().catch(() => {});
      started.current = true;
      await readVideo(element, pipeline, (reading) => setFaces(reading.faces), ended.signal);
    };
    read().catch((error: unknown) => {
      if (ended.signal.aborted) return;
      report('reading a video as it plays', error);
      onProblem(errorWords(error));
    });
    return () => ended.abort();
  }, [filming]);

  const seek = (second: number) => {
    const element = video.current;
    if (!element) return;
    element.pause();
    element.currentTime = second;
  };

  return (
    <>
      <div class="stage-row">
        <div class="stage plain">
          <video
            ref={video}
            aria-label={name}
            controls
            muted
            loop
            playsInline
            onResize={() => setFaces(null)}
            onError={() => onProblem(problemWords({ code: 'file_brokeOff', name }))}
          >
            <track kind="captions" />
          </video>
          {faces && <FaceBoxes faces={faces} classes={classesOf(engine.state)} />}
        </div>
        <div class="beside">
          {faces ? (
            <FaceList faces={faces} engine={engine.state} empty={t('noFace')} heading={heading} />
          ) : engine.state?.state === 'ready' ? (
            <p class="quiet">{t('analyse_whilePlaying')}</p>
          ) : (
            <p class="waiting" role="status">
              <span class="spinner" />
              {t(`loading_${engine.state?.state === 'loading' ? engine.state.step : 'engine'}`)}
            </p>
          )}
        </div>
      </div>
      <FilmReader name={name} content={content} engine={engine} onAt={seek} onReading={setFilming} />
    </>
  );
}
