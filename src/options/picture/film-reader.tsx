import { useEffect, useRef, useState } from 'preact/hooks';
import type { Pipeline } from '../../engine/pipeline';
import type { ModelReport, TileReading } from '../../engine/types';
import { percent } from '../../i18n/format';
import { errorWords } from '../../i18n/problem-words';
import { t } from '../../i18n/t';
import { report } from '../../report';
import { exportFileName, linesFile } from '../../session/export';
import { type Timeline, timelineOf } from '../../session/timeline';
import { Icon } from '../../ui/icon';
import { Message } from '../../ui/message';
import { saveFile } from '../../ui/save-file';
import { duration } from '../../ui/times';
import type { LocalEngine } from '../local-engine';
import { TimelineView } from '../timeline/timeline-view';
import { type FilmProgress, readFilm } from './film';
import { filmSession } from './film-session';

interface Props {
  readonly name: string;
  readonly content: Blob;
  readonly engine: LocalEngine;
  /** The second of the film that is looked at. */
  readonly onAt: (second: number) => void;
  /** Told when it begins and when it ends. */
  readonly onReading: (reading: boolean) => void;
}

interface Film {
  readonly start: number;
  readonly seconds: number;
  readonly model: ModelReport;
  readonly readings: readonly TileReading[];
  readonly timeline: Timeline;
}

/** Reads a whole video faster than it plays, shows how far it is, and then its timeline, with a CSV file to save. */
export function FilmReader({ name, content, engine, onAt, onReading: onBusy }: Props) {
  const [progress, setProgress] = useState<(FilmProgress & { readonly left: number }) | null>(null);
  const [film, setFilm] = useState<Film | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = async () => {
    const abort = new AbortController();
    running.current = abort;
    setProblem(null);
    onBusy(true);
    setProgress({ share: 0, seconds: 0, left: Number.NaN });
    const began = Math.floor(Date.now() / 1000) * 1000;
    const readings: TileReading[] = [];
    const show = async (seconds: number, { model }: Pipeline) => {
      const timeline = await timelineOf(filmSession(name, began, seconds, model, readings, t('face')));
      setFilm({ start: began, seconds, model, readings, timeline });
    };
    try {
      const pipeline = await engine.load();
      let seconds = 0;
      const from = performance.now();
      const onReading = (reading: TileReading, now: FilmProgress) => {
        readings.push(reading);
        seconds = now.seconds;
        setProgress({ ...now, left: ((performance.now() - from) / now.share) * (1 - now.share) });
      };
      try {
        await readFilm({ name, content }, pipeline, began, onReading, abort.signal);
      } catch (error) {
        // What was read until there is worth seeing.
        const last = readings.at(-1);
        if (last && !abort.signal.aborted) await show(Math.floor((last.time - began) / 1000) + 1, pipeline);
        throw error;
      }
      await show(seconds, pipeline);
    } catch (error) {
      if (abort.signal.aborted) return;
      report('reading a film', error);
      setProblem(errorWords(error));
    } finally {
      running.current = null;
      setProgress(null);
      onBusy(false);
    }
  };
  const save = async ({ start: began, seconds, model, readings }: Film) => {
    const read = filmSession(name, began, seconds, model, readings);
    saveFile(await linesFile(read, 'csv'), exportFileName(read.session, '.csv'));
  };

  return (
    <div class="film">
      {problem && <Message kind="error">{problem}</Message>}
      {progress ? (
        <div class="toolbar">
          <progress aria-label={t('film_reading', { name })} value={progress.share} max={1} />
          <span class="quiet" role="timer">
            {Number.isFinite(progress.left)
              ? t('film_left', { share: done(progress.share), left: duration(progress.left) })
              : done(progress.share)}
          </span>
          <button type="button" class="button small" onClick={() => running.current?.abort()}>
            {t('popup_cancel')}
          </button>
        </div>
      ) : (
        <div class="toolbar">
          <button type="button" class="button" onClick={() => void start()}>
            {t(film ? 'film_again' : 'film_whole')}
          </button>
          {film && (
            <button type="button" class="button small" onClick={() => void save(film)}>
              <Icon name="download" size={14} />
              {t('exports_csv')}
            </button>
          )}
        </div>
      )}
      {film && !progress && (
        <TimelineView
          timeline={film.timeline}
          at={at}
          onAt={(second) => {
            setAt(second);
            onAt(second);
          }}
          marks={NO_MARKS}
          whole={film.timeline.lanes.length > 1}
        />
      )}
    </div>
  );
}

const done = (share: number) => percent(Math.round(share * 100));
const NO_MARKS: readonly number[] = [];
