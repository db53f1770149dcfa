import { useCallback, useRef, useState } from 'preact/hooks';
import { meaningOf } from '../../i18n/class-words';
import { t } from '../../i18n/t';
import type { ReadPicture } from '../../session/faces-csv';
import { classesOf } from '../../ui/engine-classes';
import { Message } from '../../ui/message';
import type { LocalEngine } from '../local-engine';
import { DropZone } from './drop-zone';
import { FacesTable } from './faces-table';
import { FileView } from './file-view';
import { WorkQueue } from './work-queue';

/** Files that are opened at once: each has its place on the page. */
const MOST = 1000;

/** What was chosen or dropped at once. Choosing the same file again is another attempt, with its own answer. */
interface Attempt {
  readonly number: number;
  /** Those that are opened, one after the other. */
  readonly files: readonly File[];
  /** How many were chosen. */
  readonly chosen: number;
}

/** Files of the user's, read without leaving this page. */
export function PictureSection({ engine }: { engine: LocalEngine }) {
  const [attempt, setAttempt] = useState<Attempt>({ number: 0, files: [], chosen: 0 });
  const queue = useRef(new WorkQueue());
  const open = useCallback((files: readonly File[]) => {
    setRead(new Map());
    setDone(0);
    setAttempt(({ number }) => ({ number: number + 1, files: files.slice(0, MOST), chosen: files.length }));
  }, []);
  /** What was found in the pictures of this attempt, by their place in it. */
  const [read, setRead] = useState<ReadonlyMap<string, ReadPicture>>(new Map());
  /** Files of this attempt that were read, or refused. */
  const [done, setDone] = useState(0);
  const { number, files, chosen } = attempt;
  const several = chosen > 1;

  return (
    <>
      <p class="lead quiet">
        {t('analyse_lead')} {meaningOf(classesOf(engine.state))}
      </p>
      <DropZone onFiles={open} />
      {number > 0 && files.length === 0 && chosen === 0 && <Message kind="error">{t('analyse_noFile')}</Message>}
      {files.length < chosen && (
        <Message kind="warning">{t('analyse_most', { most: files.length, all: chosen })}</Message>
      )}
      {several && done < files.length && (
        <div class="toolbar">
          <progress aria-label={t('analyse_progress')} value={done} max={files.length} />
          <span class="quiet">{t('analyse_done', { done, all: files.length })}</span>
          <button
            type="button"
            class="button small"
            onClick={() => setAttempt({ ...attempt, files: files.slice(0, done) })}
          >
            {t('popup_cancel')}
          </button>
        </div>
      )}
      {read.size > 0 && (
        <FacesTable
          pictures={files.flatMap((_, i) => read.get(`${number} ${i}`) ?? [])}
          classes={classesOf(engine.state)}
        />
      )}
      {files.slice(0, done + 1).map((file, i) => (
        <FileView
          // The key is what tells Preact that a new attempt starts from scratch.
          key={`${number} ${i}`}
          file={file}
          titled={several}
          engine={engine}
          queue={queue.current}
          onFaces={(name, faces) => setRead((before) => new Map(before).set(`${number} ${i}`, { name, faces }))}
          onDone={() => setDone((before) => before + 1)}
        />
      ))}
    </>
  );
}
