import { useEffect, useState } from 'preact/hooks';
import type { FaceReading } from '../../engine/types';
import { errorWords } from '../../i18n/problem-words';
import { t } from '../../i18n/t';
import { report } from '../../report';
import { Message } from '../../ui/message';
import type { LocalEngine } from '../local-engine';
import { type OpenedFile, openFile } from './open-file';
import { StillPicture } from './still-picture';
import { VideoFile } from './video-file';
import type { WorkQueue } from './work-queue';

interface Props {
  readonly file: File;
  /** Says its name above it: there are several. */
  readonly titled: boolean;
  readonly engine: LocalEngine;
  readonly queue: WorkQueue;
  /** Told what was found in a picture. */
  readonly onFaces: (name: string, faces: readonly FaceReading[]) => void;
  /** Told when the next file may have its turn. */
  readonly onDone: () => void;
}

/** One attempt at a file: what is in it with its faces, or one sentence why not. */
export function FileView({ file, titled, engine, queue, onFaces, onDone }: Props) {
  const [opened, setOpened] = useState<OpenedFile | null>(null);
  /** Of a picture; null: being read. */
  const [faces, setFaces] = useState<readonly FaceReading[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    const work = async () => {
      signal.throwIfAborted();
      const found = await openFile(file, signal);
      setOpened(found);
      if (found.kind === 'video') return;
      try {
        const pipeline = await engine.load();
        const read = await pipeline.readStillPicture(found.picture, signal);
        setFaces(read);
        onFaces(file.name, read);
      } finally {
        found.picture.close();
      }
    };
    queue
      .add(work)
      .catch((error: unknown) => {
        if (signal.aborted) return;
        report('reading a file', error);
        setProblem(errorWords(error));
      })
      .finally(() => !signal.aborted && onDone());
    return () => ended.abort();
  }, []);

  // A video that breaks while it plays is put away: its player would only stand there.
  const heading = titled ? 'h3' : 'h2';
  const shown = problem !== null && opened?.kind === 'video' ? null : opened;
  return (
    <section class="file" aria-label={file.name} data-file={problem ? 'refused' : (opened?.kind ?? 'opening')}>
      {titled && <h2>{file.name}</h2>}
      {problem && <Message kind="error">{problem}</Message>}
      {!problem && !opened && (
        <p class="waiting" role="status">
          <span class="spinner" />
          {t('analyse_opening', { name: file.name })}
        </p>
      )}
      {shown?.kind === 'picture' && (
        <StillPicture
          name={file.name}
          content={shown.content}
          picture={shown.picture}
          faces={faces}
          failed={problem !== null && faces === null}
          engine={engine.state}
          heading={heading}
          onProblem={setProblem}
        />
      )}
      {shown?.kind === 'video' && (
        <VideoFile
          name={file.name}
          content={shown.content}
          playing={!titled}
          engine={engine}
          heading={heading}
          onProblem={setProblem}
        />
      )}
    </section>
  );
}
